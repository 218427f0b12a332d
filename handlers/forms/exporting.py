"""The list goes out: XLSX or CSV, masked or in full, in our columns or those of the office."""

from domain.errors import Refusal
from domain.forms.export import FormExport
from domain.forms.model import Form, FormState
from domain.forms.tables import BLANK, match_headings, read_headings
from domain.messages import Button, Text, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.files import fetch
from handlers.forms.common import find_form, routes, watched
from handlers.incoming import Answer, Fetched, Press
from handlers.routing import Where
from storage.dialogs import Dialog

COLUMNS = "forms.row"
KINDS = ("xlsx", "csv")
MOST_COLUMNS = 60


@routes.button("forms.export", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def export(ctx: Ctx, press: Press) -> None:
    """导出: which kind of file, and for those with the right, masked or in full."""
    form = await find_form(ctx, press.number(0))
    await watched(ctx, form)
    if form.state is FormState.ERASED:
        raise Refusal("form-erased-already")
    rows = [[_file_button(form, kind, full=False) for kind in KINDS]]
    if ctx.may(Permission.SEE_ANSWERS_IN_FULL):
        rows.append([_file_button(form, kind, full=True) for kind in KINDS])
    if ctx.may(Permission.MAKE_FORMS):
        label = text("btn-form-columns-change" if form.columns else "btn-form-columns")
        rows.append([Button(label=label, route="forms.columns", args=(form.id,))])
    key = "form-export-official" if form.columns else "form-export"
    ctx.say(ctx.person.id, text(key, title=form.definition.title), rows)


def _file_button(form: Form, kind: str, *, full: bool) -> Button:
    label = text("btn-form-file-full" if full else "btn-form-file-masked", kind=kind.upper())
    return Button(label=label, route="forms.file", args=(form.id, kind, int(full)))


@routes.button("forms.file", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def send_file(ctx: Ctx, press: Press) -> None:
    """One file; what it holds is read when it is sent. Every export is recorded."""
    form = await find_form(ctx, press.number(0))
    circles = await watched(ctx, form)
    kind, full = press.word(1), press.number(2) == 1
    if kind not in KINDS or form.state is FormState.ERASED:
        raise Refusal("button-outdated")
    if full and not ctx.may(Permission.SEE_ANSWERS_IN_FULL):
        raise Refusal("form-export-not-full")
    how = f"{form.id}:{kind}:{'full' if full else 'masked'}:{len(circles)}"
    await ctx.uow.audit.add("form.export", ctx.person.id, how, ctx.now)
    ctx.answer(text("form-export-coming"))
    ids = tuple(circle.id for circle in circles)
    ctx.put(_export(ctx.person.id, form, ids, kind, full=full))


def _export(
    to: int, form: Form, circle_ids: tuple[int, ...], kind: str, *, full: bool
) -> FormExport:
    return FormExport(
        to=to,
        filename=f"{form.definition.title}.{kind}",
        form_id=form.id,
        circle_ids=circle_ids,
        official=bool(form.columns),
        full=full,
    )


@routes.button("forms.columns", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def ask_columns(ctx: Ctx, press: Press) -> None:
    """按上级的表头: asks for the heading row, as words or as the office's own table."""
    form = await find_form(ctx, press.number(0))
    await watched(ctx, form)
    dialog = Dialog(route=COLUMNS, data={"form": form.id})
    await ctx.uow.dialogs.open(ctx.person.id, dialog, ctx.now)
    own = Button(label=text("btn-form-columns-own"), route="forms.columns_own", args=(form.id,))
    ctx.say(ctx.person.id, text("form-columns-ask"), [[own]] if form.columns else [])


@routes.button("forms.columns_own", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def own_columns(ctx: Ctx, press: Press) -> None:
    """Back to all columns in our own order."""
    form = await find_form(ctx, press.number(0))
    await watched(ctx, form)
    await ctx.uow.forms.set_columns(form.id, (), ())
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.answer(text("done"))


@routes.step(COLUMNS, needs=Permission.MAKE_FORMS)
async def columns_given(ctx: Ctx, message: Answer) -> None:
    """The heading row in words, or a table whose first full row it is."""
    form = await find_form(ctx, int(message.data["form"] or 0))
    await watched(ctx, form)
    if message.document is not None:
        fetch(ctx, message.document, COLUMNS, form=form.id)
        ctx.reply(text("form-columns-reading"))
        return
    await _keep_columns(ctx, form, read_headings(message.body))


@routes.file(COLUMNS, needs=Permission.MAKE_FORMS)
async def columns_read(ctx: Ctx, fetched: Fetched) -> None:
    """The table of the superior office: the row with the most headings that we know."""
    form = await find_form(ctx, int(fetched.data["form"] or 0))
    await watched(ctx, form)
    sheets = await ctx.uow.files.take(fetched.file, ctx.person.id, ctx.now) or ()
    rows = [_headings(row) for sheet in sheets[:1] for row in sheet.rows[:20]]
    best = max(rows, key=lambda row: _known(form, row), default=())
    await _keep_columns(ctx, form, best)


def _headings(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row up to its last full cell; an empty heading in it stays an empty column."""
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _known(form: Form, row: tuple[str, ...]) -> int:
    return sum(column != BLANK for column in match_headings(row, form.definition))


async def _keep_columns(ctx: Ctx, form: Form, headings: tuple[str, ...]) -> None:
    if not 1 <= len(headings) <= MOST_COLUMNS:
        raise Refusal("form-columns-unclear", allowed=MOST_COLUMNS)
    columns = match_headings(headings, form.definition)
    if all(column == BLANK for column in columns):
        raise Refusal("form-columns-none-known")
    await ctx.uow.forms.set_columns(form.id, columns, headings)
    await ctx.uow.dialogs.close(ctx.person.id)
    lines = tuple(
        _column_line(form, heading, column)
        for heading, column in zip(headings, columns, strict=True)
    )
    back = Button(label=text("btn-form-export"), route="forms.export", args=(form.id,))
    ctx.say(ctx.person.id, text("form-columns-kept", lines=lines), [[back]])


def _column_line(form: Form, heading: str, column: str) -> Text:
    if column == BLANK:
        return text("form-columns-line-blank", heading=heading or "—")
    question = form.definition.question(column)
    source: Text = (
        text("verbatim", word=question.label)
        if question is not None
        else text(f"form-column-{column.removeprefix('@')}")
    )
    return text("form-columns-line", heading=heading, source=source)
