"""A town in which every feature was used once: people of every role, one object of each kind.

Everything belongs to the first circle, of the first grid. What only that circle may read holds
``SHARED``; what is nobody's business but the household's and its workers' holds ``PRIVATE``.
"""

import re

from tests.support.points import TODAY, code_of, endow
from tests.support.registering import FILLED, filled_by, fills_in, sends_out
from tests.support.tables import workbook

SHARED, PRIVATE = "甲圈内事", "甲户私事"
ADDRESS, PHONE = "77-6-543", "13812341234"
PRIVATE_WORDS = (PRIVATE, ADDRESS, PHONE, "138****1234")

HERE, ELSEWHERE = "第一网格", "第二网格"
FOREIGN = ("dan", "eve", "fay", "gus", "zoe")
"""Who has nothing to do with the first circle."""

BULKY = (
    f"/collection 大件垃圾 每周六 8:00-12:00 {{}}南门 @{HERE}"
    " 上门=8:00-10:00x2,10:00-12:00x1 单位=物业"
)
DAILY = f"/collection 有害垃圾 大件垃圾 每天 8:00-22:00 {{}}北门 @{HERE}"


class Played:
    """The town and its people.

    Args:
        town: without people yet.
        shared: what stands in everything that the first circle may read.
        private: what stands in everything that is a household's own.

    Attributes:
        ana: a resident of the first circle; what residents have is hers.
        bea: her neighbour.
        joy: in the first circle and in another of its grid.
        cai: captain of the first circle; what captains open is his.
        ben, hal: staff of its grid.
        dan, eve: a resident and the captain of a circle in another grid.
        fay: staff of that grid.
        gus: of a partner organisation that nothing was handed to.
        zoe: in no circle.
        admin: the admin.
        here: the group of the first circle.
        there: that of the circle in another grid.
        club: that of the other circle in the first grid.
    """

    def __init__(self, town, shared=SHARED, private=PRIVATE):
        self.town = town
        self.shared = shared
        self.private = private
        self.admin = town.admin
        self.people = {}

    def __getattr__(self, name):
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    async def play(self):
        """Bring everybody in and let them use everything once."""
        await self._move_in()
        for chapter in (
            self._reports,
            self._notices,
            self._signups,
            self._groupbuy,
            self._collections,
            self._points,
            self._forms,
            self._roster,
        ):
            await chapter()

    def secrets(self):
        """Every token and code that anybody was shown."""
        world, bot = self.town.world, self.town.world.bot.id
        for human in self.people.values():
            for message in world.messages(human.id):
                said = message.data.get("caption") or message.text
                if message.sender_id == bot:
                    yield from re.findall(r"(?:start=|/)([0-9a-f]{32})", said)
                    yield from re.findall(r"码：(\d{3} \d{3})", said)

    async def _move_in(self):
        town = self.town
        self.here, self.there = town.circle, await town.add_circle("9号楼", f"{ELSEWHERE} 邻里圈")
        add = self.people
        add["admin"] = town.admin
        add["ana"] = await town.resident(f"Ana{self.shared}")
        add["bea"] = await town.resident(f"Bea{self.shared}")
        add["cai"] = await town.captain("Cai")
        add["ben"] = await town.steward("Ben")
        add["dan"] = await town.resident("Dan", circle=self.there)
        add["eve"] = await town.captain("Eve", circle=self.there)
        add["hal"] = await town.steward("Hal")
        add["fay"] = await town.steward("Fay", grid=ELSEWHERE)
        add["gus"] = await town.partner("Gus", "绿化")
        self.club = await town.add_circle(f"书画社{self.shared}", f"{HERE} 社团圈")
        add["joy"] = await town.resident("Joy")
        town.world.join(self.club, self.joy.id)
        await self.joy.types("大家好", where=self.club)
        add["zoe"] = await town.person("Zoe", started=True)
        await self.ana.whispers(f"/bind {ADDRESS}")
        await self.bea.whispers("/bind 77-6-102")
        await self.dan.whispers("/bind 9-1-101")

    async def _reports(self):
        await self.ana.types(f"/report 电梯异响{self.shared}")
        await self.ben.presses("接单")
        await self.ana.types(f"/report 楼道垃圾{self.shared}")
        await self.bea.presses("我家也是", where=self.here)
        await self.ana.whispers(f"/report 墙皮脱落{self.shared}")
        await self.ben.presses("接单")
        await self.ben.presses("办结")
        await self.ben.whispers(f"修好了{self.shared}")
        await self.bea.types(f"/report 电梯按钮失灵{self.shared}")

    async def _notices(self):
        await self.cai.types(f"/notice 今晚停水{self.shared}")
        await self.ana.presses("收到", where=self.here)
        await self.cai.types(f"/notice 明天20:00 停电{self.shared}")
        await self.ben.whispers(f"/notice @{HERE} 体检{self.shared}")
        await self.ben.presses("确认发送")
        await self.cai.types(f"/notice 每周六 9:00 扫楼{self.shared}")

    async def _signups(self):
        await self.cai.types(
            f"/signup 守桶{self.shared} 人数=2 时间=周六 8:00-10:00 带人=是 问=电话"
        )
        await self.ana.presses("报名", where=self.here)
        await self.ana.whispers(self.private)
        await self.cai.types(f"/signup 值日{self.shared} 人数=1 时间=周六 14:00-16:00")
        await self.ana.presses("报名", where=self.here)
        await self.bea.presses("报名", where=self.here)
        await self.cai.types(f"/signup 巡逻{self.shared} 人数=3 时间=周六 19:00-20:00 每周")
        await self.cai.types(f"/signup 聚餐{self.shared} 人数=3 问=口味(甜/咸)")
        await self.bea.presses("报名", where=self.here)
        await self.bea.presses("咸")
        await self.joy.presses("报名", where=self.here)
        await self.cai.presses("点名")
        here = [label for label in self.cai.buttons() if label.endswith(" 到场")]
        await self.cai.presses(here[0])

    async def _groupbuy(self):
        await self.cai.types(f"/groupbuy 鸡蛋{self.shared} 25元/板 库存=9")
        await self.cai.presses("发布", where=self.here)
        plus = [label for label in self.ana.buttons(self.here) if label.startswith("＋")]
        await self.ana.presses(plus[0], where=self.here)

    async def _collections(self):
        await self.ben.whispers(BULKY.format(self.shared))
        await self.ben.presses("确认")
        await self.ana.presses("我要来", where=self.here)
        await self.ana.whispers("/book")
        await self.ana.whispers(f"沙发{self.private}")
        await self.ana.presses("没有照片")
        await self.ana.whispers("5")
        await self.ana.presses("没有电梯")
        await self.ana.presses("11月28日（周六）08:00-10:00 · 余 2")
        await self.ana.presses("确认预约")
        await self.ben.whispers(DAILY.format(self.shared))
        await self.ben.presses("确认")

    async def _points(self):
        await endow(self.town, ADDRESS, 300)
        await self.admin.whispers("/gifts 洗衣液 50分 20件")
        await self.ana.whispers("/gifts")
        await self.ana.presses("兑换 洗衣液 · 50 分")
        await self.ana.presses("确认兑换")
        await self.ben.whispers(f"/redeem {code_of(self.ana)}")
        await self.ana.whispers("/gifts")
        await self.ana.presses("兑换 洗衣液 · 50 分")
        await self.ana.presses("确认兑换")
        await self.ana.forges(f"1|checkin.here|2|{TODAY}")
        await self.ben.whispers(f"/checkin {code_of(self.ana)}")
        await self.bea.forges(f"1|checkin.here|2|{TODAY}")

    async def _forms(self):
        filled = ("李安", *FILLED[1:4], self.private, *FILLED[5:])
        await sends_out(self.ben)
        await fills_in(self.ana, filled=filled)
        await fills_in(self.bea, filled=filled_by(7))

    async def _roster(self):
        rows = [["楼栋", "单元", "室", "户主", "电话", "人数", "备注"]]
        rows += [[77, 6, 543, "李安", PHONE, 2, self.private]]
        rows += [[77, 6, 102, "赵", "", 1, ""], [77, 6, 333, "钱", "", 3, ""]]
        document = ("户表.xlsx", workbook(rows))
        await self.ben.types(None, where=self.ben.id, document=document, caption="/roster")
        await self.ben.presses("确认")
        await self.bea.whispers("/bind 77-6-999")
        await self.town.passes(days=1)
        document = ("户表.xlsx", workbook([*rows, [77, 6, 444, "孙", "", 1, ""]]))
        await self.ben.types(None, where=self.ben.id, document=document, caption="/roster")


__all__ = ["ADDRESS", "FOREIGN", "PRIVATE_WORDS", "SHARED", "Played"]
