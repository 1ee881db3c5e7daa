# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The words in statements: headings, names of fees, units, currencies.

All words are compared after :func:`plain`. Whoever adds a word adds it here and nowhere
else.
"""

import re
import unicodedata
from functools import lru_cache

from ..rating.kinds import CODES

#: The meanings of a column. ``fee`` is the amount of one kind of charge; ``kind`` is
#: the name of a fee in the row, ``amount`` its amount. Of the ``ignored`` ones nothing
#: is read.
ROLES = (
    "waybill",
    "reference",
    "tracking",
    "country",
    "service",
    "actual",
    "volumetric",
    "settled",
    "weight_unit",
    "fee",
    "kind",
    "amount",
    "direction",
    "total",
    "difference",
    "balance",
    "currency",
    "day",
    "billed_on",
    "ignored",
)
KEYS = ("waybill", "reference", "tracking")
WEIGHTS = ("actual", "volumetric", "settled")
MONEY = ("fee", "amount", "total", "difference", "balance")
DAYS = ("day", "billed_on")

_HEADINGS = {
    "waybill": (
        "运单号 运单号码 运单编号 物流单号 内部单号 业务单号 4px单号 云途单号 "
        "waybillno waybillnumber waybill shipmentno shipmentnumber awb awbno "
        "consignment consignmentno 運單號"
    ),
    "reference": (
        "客户单号 客户订单号 客户参考号 参考号 原单号 订单编号 外部订单号 "
        "订单号 customerordernumber customerorderno customerref "
        "customerreference reference referenceno referencenumber orderno "
        "ordernumber 客戶單號"
    ),
    "tracking": (
        "跟踪号 追踪号 转单号 服务商单号 尾程单号 物流跟踪单号 跟踪单号 "
        "trackingno trackingnumber trackingid tracking lastmileno "
        "lastmilenumber"
    ),
    "country": (
        "目的国 目的地 目的国家 国家 国家/地区 目的地国家 收件国家 destination "
        "country destinationcountry"
    ),
    "service": (
        "产品 产品名称 渠道 渠道名称 运输方式 物流方式 服务 物流产品 product "
        "service productname servicename line"
    ),
    "actual": (
        "实重 实际重量 称重重量 毛重 實重 actual actualweight grossweight weight 重量"
    ),
    "volumetric": (
        "体积重 材积重 抛重 泡重 体积重量 volumetric volumetricweight dimweight"
    ),
    "settled": (
        "计费重 计费重量 结算重 结算重量 收费重 复核计费重 计费重[物流商] "
        "收费重量 計費重 chargeable chargeableweight billedweight settleweight "
        "settledweight billableweight"
    ),
    "weight_unit": "计费单位 重量单位 计量单位 wtunit weightunit",
    "kind": (
        "费用名称 费用项 费用项目 费用类型 费用种类 业务类型 交易类型 feename "
        "chargedescription charge feetype chargetype"
    ),
    "amount": "金额 实际金额 费用金额 发生金额 交易金额 amount chargeamount",
    "direction": "收支类型 对账类型 收支 debit/credit",
    "total": (
        "合计 总费用 总运费 总金额 费用总计 应付金额 小计 总计 合計 total "
        "netcharge totalamount totalcharge"
    ),
    "difference": "补收金额 补差金额 补差价 核账补收费 补差 adjustment",
    "balance": "余额 账户余额 balance",
    "currency": "币种 币别 结算币种 幣別 currency",
    "day": (
        "签入时间 收货时间 入库时间 提货日期 收货日期 入库日期 出货日期 "
        "发货日期 checkin checkindate shipdate handoverdate"
    ),
    "billed_on": (
        "计费日期 费用发生时间 扣费时间 账单日期 交易时间 billingdate billdate"
    ),
    "ignored": (
        "序号 单价 申报货值 代收货款 充值 件数 邮编 分区 长 宽 高 渠道成本 净重 "
        "预报重量 计费重[预估] 原计费重 备注 汇率 记账汇率 应收金额 已收金额 "
        "实收金额 本位币总费用 收件人 no. no pieces postcode zone cod unitprice "
        "remark rate declaredvalue"
    ),
}

#: Kinds of ``rating.kinds`` by their names in statements.
_FEES = {
    "freight": (
        "运费 基本运费 基础运费 运输费 派送费 運費 净运费 freight "
        "transportation basefee basefreight 运费退还"
    ),
    "discount": "运费优惠金额 折扣 优惠金额 减免 优惠 discount rebate",
    "fuel": "燃油附加费 燃油费 燃油 fsc fuelsurcharge fuelcharge fuel 燃油费退还",
    "registration": "挂号费 挂号 每票费 单票费 register registration registrationfee",
    "handling": "处理费 操作费 分拣费 订单处理费 processingfee handlingfee handling",
    "remote_area": (
        "偏远费 偏远附加费 偏远地区附加费 高风险地区费 oda remotearea "
        "remoteareasurcharge"
    ),
    "battery": "电池费 带电附加费 battery batteryfee",
    "special_goods": "特货附加费 禁运品处理费 specialgoods",
    "oversize": "超长费 超重费 超尺寸费 异形费 超长超重附加费 oversize oversizefee",
    "peak_season": "旺季附加费 peakseason peakseasonsurcharge",
    "pickup": "揽收费 提货费 上门提货费 pickup pick-up",
    "signature": "签名服务费 签收服务费 signature",
    "insurance": "保险费 保价服务费 insurance",
    "ioss": "ioss服务费 税号使用费 增值税服务费 ddp手续费 iossservice iossfee",
    "ddp_duty": "关税 代垫关税 duty customsduty",
    "import_vat": "vat增值税 代收vat税 进口增值税 vat税 税金 vat importvat 稅金",
    "customs_exception": (
        "查验费 清关费 报关费 续页费 报单费 改单费 关税代垫费 关税杂费 customsexception"
    ),
    "return": "退件费 退件处理费 退件运输费 return returnfee",
    "destruction": "销毁费 destruction",
    "storage": "仓储费 仓租 滞仓费 storage",
    "redelivery": "重派费 redelivery",
    "address_change": "改址费 地址更改费 换单费 拦截附加费 addresschange",
    "claim": "赔偿 赔付 理赔 赔款 丢件赔偿 货故赔款 claim compensation",
    "other": "杂费 其他费 其它费用 其他费用 其它费 other otherfee",
}
#: Movements of an account that are no cost of a parcel.
TOP_UPS = ("充值", "topup", "top-up", "recharge", "付款", "payment")
#: Words that mark a row of totals.
TOTALS = ("合计", "总计", "小计", "总费用", "合計", "total", "subtotal", "grandtotal")
#: Parts of the name of a fee that turn its sign.
_TURNED = ("退还", "返还", "减免", "refund")
#: Words for money that the carrier gives back.
CREDIT = ("退款", "收入", "credit", "cr", "返款")
#: Kinds that are money from the carrier: below zero for us, unless totals show it.
CREDITS = ("discount", "claim")

UNITS = {
    "kg": "kg",
    "kgs": "kg",
    "千克": "kg",
    "公斤": "kg",
    "g": "g",
    "克": "g",
    "lb": "lb",
    "lbs": "lb",
    "磅": "lb",
    "oz": "oz",
}
CURRENCIES = {
    "rmb": "CNY",
    "cny": "CNY",
    "人民币": "CNY",
    "元": "CNY",
    "￥": "CNY",
    "usd": "USD",
    "美元": "USD",
    "$": "USD",
    "eur": "EUR",
    "欧元": "EUR",
    "€": "EUR",
    "gbp": "GBP",
    "英镑": "GBP",
    "£": "GBP",
    "hkd": "HKD",
    "港币": "HKD",
}
_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_GONE = re.compile(r"[\s*:：'’_.]+")


@lru_cache(5000)
def plain(text):
    """``text`` as words are compared: without the width of its characters, case,
    spaces, line breaks, stars and colons.
    """
    return _GONE.sub("", unicodedata.normalize("NFKC", str(text)).casefold())


def _table(words):
    return {plain(word): code for code, text in words.items() for word in text.split()}


_ROLE_OF, _KIND_OF = _table(_HEADINGS), _table(_FEES)
assert set(_FEES) <= set(CODES)
_LONGEST_FIRST = sorted(_KIND_OF, key=len, reverse=True)


def heading(text):
    """(role, kind, unit, currency) of the heading ``text``; the role is "" when it is
    not known.
    """
    unit = currency = ""
    bare = str(text)
    for hint in _BRACKET.findall(unicodedata.normalize("NFKC", bare)):
        word = plain(hint)
        unit, currency = UNITS.get(word, unit), CURRENCIES.get(word, currency)
    # A bracket that is part of the heading: 计费重[预估].
    tries = [plain(bare)]
    stripped = _BRACKET.sub("", unicodedata.normalize("NFKC", bare))
    if unit or currency or plain(stripped) in _ROLE_OF or plain(stripped) in _KIND_OF:
        tries.append(plain(stripped))
    # A heading in two languages, one below the other.
    tries += [plain(part) for part in re.split(r"[\n/]", stripped)]
    for word in tries:
        if word in _ROLE_OF:
            return _ROLE_OF[word], "", unit, currency
        if word in _KIND_OF:
            return "fee", _KIND_OF[word], unit, currency
    # 费用名称1, 金额 2: pairs.
    word = re.sub(r"\d+$", "", tries[-1] if len(tries) == 1 else tries[0])
    if _ROLE_OF.get(word) in ("kind", "amount"):
        return _ROLE_OF[word], "", unit, currency
    if tries[0].endswith("单号") and len(tries[0]) > 2:
        return "waybill", "", unit, currency
    if tries[0].endswith("费") and (kind := kind_of(bare)[0]) != "other":
        return "fee", kind, unit, currency
    return "", "", unit, currency


@lru_cache(5000)
def kind_of(name):
    """(kind, whether the sign is turned, whether the name is known) of the name of a
    fee: by the whole name, then by its longest known part.
    """
    word = plain(_BRACKET.sub("", unicodedata.normalize("NFKC", str(name))))
    turned = any(part in word for part in _TURNED)
    if word in _KIND_OF:
        return _KIND_OF[word], turned, True
    for known in _LONGEST_FIRST:
        if len(known) > 1 and known in word:
            return _KIND_OF[known], turned, True
    return "other", turned, False
