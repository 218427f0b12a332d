"""The commands that people type, by role and place; ``{…}`` is filled in when one is typed."""

IN_GROUP = (
    (8, "/report {trouble}{mark}"),
    (3, "报修 {trouble} {mark}"),
    (3, "{talk} {mark}"),
    (1, "/report@linliquan_bot {trouble} {mark}"),
    (1, "/signup"),
    (1, "/groupbuy"),
    (1, "/help"),
    (1, "/lang {lang}"),
    (1, "/bind {address}"),
    (1, "/collect"),
    (1, "/me"),
    (1, "/register"),
    (1, "/points"),
)

IN_PRIVATE = (
    (4, "/report {trouble}{mark}"),
    (2, "/me"),
    (2, "/mine"),
    (2, "/bind {address}"),
    (2, "/points"),
    (3, "/gifts"),
    (2, "/collect"),
    (3, "/register"),
    (1, "/hours"),
    (1, "/signup"),
    (1, "/groupbuy"),
    (1, "/lang {lang}"),
    (1, "/help"),
    (1, "/start"),
    (1, "#{number}"),
    (1, "/ticket {number}"),
    (1, "/book"),
    (1, "/checkin {code}"),
    (1, "/redeem {code}"),
    (1, "/{mark}"),
    (2, "{talk} {mark}"),
    (2, "取消"),
)

CAPTAIN_IN_GROUP = (
    (4, "/notice {news} {mark}"),
    (2, "/notice! {news} {mark}"),
    (1, "/notice 明天{hour}点 {news} {mark}"),
    (1, "/notice 每周五{hour}:00 {news} {mark}"),
    (3, "/signup {activity}{mark} 人数={number} 截止=周五20:00"),
    (2, "/signup {activity}{mark} 时段=8:00-10:00,10:00-12:00 人数=2"),
    (2, "/signup {activity}{mark} 人数=3 带人=是"),
    (1, "/signup {activity}{mark} 人数=2 时间=周六 8:00-10:00 地点=南门 每周=是"),
    (3, "/groupbuy 鸡蛋{mark} 25元/板 库存={number} 限购=3"),
    (1, "/groupbuy 鸡蛋{mark} 25元/板\n牛奶{mark} 58.5元/箱 起购=2"),
    (1, "/captain"),
)

CAPTAIN_IN_PRIVATE = ((3, "/notices"), (3, "/forms"), (2, "/signup"), (1, "/hours"))

STAFF_IN_PRIVATE = (
    (6, "/inbox"),
    (3, "/notice {grid} {news} {mark}"),
    (2, "/notice! {grid} {news} {mark}"),
    (1, "/notice {grid} 明天{hour}点 {news} {mark}"),
    (2, "/collection 有害垃圾 每天 0:00-23:59 南门{mark} {grid}"),
    (1, "/collection 大件垃圾 每周六 9:00-11:00 东门{mark} {grid} 物品=沙发,床垫"),
    (1, "/form 返京登记 {grid} 截止=周日20:00"),
    (1, "/form 疫苗接种 {grid} 截止=周日20:00"),
    (1, "/form"),
    (2, "/gifts 毛巾{lane} 5分 {number}件"),
    (6, "/checkin {code}"),
    (6, "/redeem {code}"),
    (2, "/notices"),
    (2, "/forms"),
    (2, "/collections"),
    (1, "/rounds"),
    (1, "/circles"),
    (1, "/stats"),
    (1, "/stats 上月 {grid}"),
    (1, "/export"),
    (1, "/hours"),
    (1, "/duty on"),
    (1, "/duty off"),
    (2, "/points {neighbour} +{number} {mark}"),
    (1, "/roster"),
    (3, "#{number}"),
)

PARTNER_IN_PRIVATE = ((6, "/inbox"), (2, "#{number}"), (1, "/rounds"), (1, "/duty on"))

ADMIN_IN_PRIVATE = ((3, "/staff {grid_name}"), (1, "/staff"), (2, "/partner 物业"))

PRIVATE = {
    "resident": IN_PRIVATE,
    "stranger": IN_PRIVATE,
    "captain": (*IN_PRIVATE, *CAPTAIN_IN_PRIVATE),
    "partner": (*IN_PRIVATE, *PARTNER_IN_PRIVATE),
    "staff": (*IN_PRIVATE, *STAFF_IN_PRIVATE),
    "admin": (*IN_PRIVATE, *STAFF_IN_PRIVATE, *ADMIN_IN_PRIVATE),
}

GROUP = {
    "captain": (*IN_GROUP, *CAPTAIN_IN_GROUP),
    "admin": (*IN_GROUP, *CAPTAIN_IN_GROUP),
}
"""Others type what everybody may."""
