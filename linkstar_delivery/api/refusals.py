# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Converts the carrier's usual refusals of an order into a code of what is wrong. Hosts
write them in Chinese, in English, or in both.

A sentence has a code when it names a field and the error. For other sentences only the
carrier's own words are available. Codes are ``<field>_<error>``; :data:`CODES` lists
them all.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One sentence of a refusal. ``code`` is "" when it is not known; ``item`` is the
    number of the declared item, 0 for none.
    """

    words: str
    code: str = ""
    item: int = 0


def _any(*patterns):
    return re.compile("|".join(patterns), re.IGNORECASE | re.ASCII)


_MISSING = _any(
    r"不能为空|不可为空|不得为空|为空|必填|必须填|不能不填|缺少|缺失|未填|没有?填|未提供|没有提供|请(填写|提供|输入|完善)|"
    r"须提供|必须提供|不完整|必须有",
    r"\b(is|are) (required|missing|mandatory|empty|blank|incomplete)",
    r"\b(required|missing|mandatory)\b",
    r"(can ?not|can't|must not|may not|should not) be (empty|blank|null|none)|not"
    r" (provided|given|filled|specified)",
    r"please (enter|fill|provide|specify|supply)|\bno"
    r" (phone|telephone|mobile|e-?mail|postcode|zip|province|state|city|hs|ioss)\b",
)
_WRONG = _any(
    r"错误|不正确|有误|无效|不合法|不合规|不规范|格式|不符|非法|不匹配|不存在|异常|特殊字符|不通过|未注册|未备案|过期|失效|位数|不一致",
    r"\binvalid|incorrect|\bwrong\b|not (a )?valid|not correct|is none"
    r" of|format|illegal|mal-?formed|does(n't| not) (match|exist|belong)",
    r"not (registered|recogni[sz]ed|match|exist|known)|unknown|expired|is not"
    r" \d|verification failed|must be \d+ digits",
)
_LONG = _any(
    r"过长|太长|超长|长度(不能|不得)?(超|大于|限)|(超过|超出|大于|多于)\s*\d+\s*个?(字符|字节|字母|位|字|characters)|最(多|"
    r"大|长)\s*\d+\s*个?(字符|字节|位|字)",
    r"too long|(more|longer|greater) than \d+ (char|letter|byte)|max(imum)?( length)?("
    r" of)?( is)? \d+ (char|letter)|"
    r"length.{0,30}(exceed|limit|over)",
    r"exceed\w*.{0,30}(length|char|letter)|at most \d+ (char|letter)",
)
_OVER = _any(
    r"超重|超限|超过|超出|超额|过重|过高|过大|大于|不能高于|不得高于|上限|限额|超长",
    r"\bover\b|exceed|more than|greater than|above|too"
    r" (heavy|high|large|big|much|long)|\blimit|maximum|overweight|oversize",
)
_ZERO = _any(
    r"必须大于|要大于|应大于|需大于|不能为0|不能为零|不能小于|不得小于|小于|过低|过小|太低",
    r"above 0|greater than (0|zero)|more than 0|(is|be) (0|zero)\b|too (low|small)|less"
    r" than|at least",
)
_NOT_TAKEN = _any(
    r"不支持|不接受|不承运|不接|禁止|禁运|不允许",
    r"不能(发|寄|走|带|含|承运)|不可(发|寄|走|承运)|不(含|收|送|派送|服务|在服务范围)",
    r"无法(派送|送达|发往|配送)|未开通|不通达|无服务",
    r"not (allowed|accepted|supported|permitted|served?|covered|available|deliverable)",
    r"not (take|carried)|does(n't| not) (serve|support|accept|take|carry|cover)",
    r"takes no|(is|are) (prohibited|forbidden|banned)",
    r"can ?not (be )?(send|sent|ship|shipped|deliver)|prohibit|forbid",
    r"no service|unsupported|out of (the )?(service|delivery)",
)
_ANY = re.compile("")

_PHONE = r"电话|手机|联系方式|联系号码|\b(tele)?phone\b|telephone|\bmobile\b|\btel\b"
_SENDER = r"发件|寄件|发货人|寄货|\bshipper|\bsender|consignor"

#: The field of a sentence, with the possible errors. The first row that matches is
#: used, so special rows come before general ones.
_TABLE = tuple(
    (code, _any(about), how)
    for code, about, how in (
        ("sender_incomplete", _SENDER, _ANY),
        ("ioss_missing", r"\bioss\b", _MISSING),
        ("ioss_wrong", r"\bioss\b", _ANY),
        ("eori_missing", r"\beori\b", _ANY),
        (
            "description_cn_missing",
            r"(中文|申报中文)(品名|名称|描述|申报|报关)|品名\(?中文|invoice_?cnname|chinese"
            r" (name|description|product|"
            r"declar|goods)|\bcn_?name",
            _ANY,
        ),
        (
            "description_en_long",
            (
                r"(英文|申报)?(品名|名称|描述)|invoice_?enname|(english|product|goods|item|declar\w+)"
                r" (name|description)"
            ),
            _LONG,
        ),
        (
            "description_en_wrong",
            r"英文(品名|名称|描述|申报)|品名\(?英文|申报品名|invoice_?enname|english"
            r" (name|description)|(product|goods|item|"
            r"declar\w+) (name|"
            r"description)|\ben_?name",
            _ANY,
        ),
        (
            "hs_code_missing",
            (
                r"海关编码|海关商品编码|商品编码|税则号|税号编码|\bhs"
                r" ?编码|hs_?code|\bhs ?(code|number)|\btariff|customs code|commodity"
                r" code"
            ),
            _MISSING,
        ),
        (
            "hs_code_wrong",
            (
                r"海关编码|海关商品编码|商品编码|税则号|\bhs ?编码|hs_?code|\bhs"
                r" ?(code|number)|\btariff|customs code|commodity code"
            ),
            _ANY,
        ),
        (
            "battery_not_carried",
            r"电池|带电|含电|锂电|内电|配套电|纯电|batter(y|ies)|lithium|magnetoelectric|electrif",
            _ANY,
        ),
        (
            "goods_not_carried",
            r"违禁|禁运|敏感货|敏感品|侵权|仿牌|液体|粉末|带磁|膏体|prohibited|forbidden|dangerous|liquid|powder|magnetic|"
            r"counterfeit|infring|"
            r"sensitive (goods|product|item)",
            _ANY,
        ),
        (
            "tax_no_missing",
            r"税号|收件人税|纳税|身份证|证件号|\bcpf\b|\bvat"
            r" (id|no|number)|tax(payer)?[ _]?(id|no|number|code)\b|consignee_?taxno|"
            r"identity (card|number)|passport (no|number)",
            _ANY,
        ),
        ("phone_missing", _PHONE, _MISSING),
        ("phone_wrong", _PHONE, _ANY),
        ("email_missing", r"邮箱|电子邮件|e-?mail", _MISSING),
        ("email_wrong", r"邮箱|电子邮件|e-?mail", _ANY),
        (
            "postcode_missing",
            r"邮编|邮政编码|邮递区号|\bpost(al)? ?code|postcode|\bzip",
            _MISSING,
        ),
        ("remote_area", r"偏远|remote area", _ANY),
        (
            "postcode_wrong",
            r"邮编|邮政编码|邮递区号|\bpost(al)? ?code|postcode|\bzip",
            _ANY,
        ),
        (
            "province_missing",
            (
                r"州/省|省份|省州|州省|(收件人|收货人|目的)?(省|州)(不|必|为|未|/|信息|名)|province|\bstate\b(?!"
                r" of)|\bcounty\b"
            ),
            _MISSING,
        ),
        (
            "province_wrong",
            r"省份|省州|州省|州/省|(收件人|收货人)(省|州)|province|consignee_?state",
            _ANY,
        ),
        ("city_missing", r"城市|\bcity\b|consignee_?city", _MISSING),
        ("city_wrong", r"城市|\bcity\b|consignee_?city", _ANY),
        (
            "name_long",
            r"(收件人|收货人)(姓名|名称|名字|名)|consignee_?name|(recipient|consignee|receiver|addressee)('s)?"
            r" name|"
            r"name of the (recipient|"
            r"consignee|receiver|addressee)",
            _LONG,
        ),
        ("street_long", r"地址|街道|\bstreet|\baddress", _LONG),
        (
            "street_missing",
            r"地址|街道|门牌|\bstreet|\baddress|house number|doorplate",
            _MISSING,
        ),
        (
            "street_wrong",
            r"地址|街道|门牌|\bstreet|\baddress|house number|doorplate",
            _ANY,
        ),
        (
            "name_missing",
            r"收件人(姓名|名称|名字|名)?|收货人|consignee_?name|(recipient|consignee|receiver|addressee)('s)?("
            r" name)?\b|"
            r"name of the (recipient|consignee|receiver)",
            _MISSING,
        ),
        (
            "name_wrong",
            (
                r"(收件人|收货人)(姓名|名称|名字|名)|consignee_?name|(recipient|consignee|receiver)('s)?"
                r" name"
            ),
            _ANY,
        ),
        (
            "country_not_served",
            r"国家|目的地|目的国|country|destination|\bserve\b",
            _NOT_TAKEN,
        ),
        ("country_wrong", r"国家|country_?code|\bcountry\b", _ANY),
        (
            "item_value_wrong",
            r"(申报)?单价|invoice_?unitcharge|unit (price|value|charge)",
            _ANY,
        ),
        (
            "value_over",
            (
                r"申报(价值|金额|总值|总价|总金额)|货值|价值|金额|declared"
                r" (value|amount)|(goods|customs|order|total|parcel) value|\bvalue\b"
            ),
            _OVER,
        ),
        (
            "value_wrong",
            (
                r"申报(价值|金额|总值|总价|总金额)|货值|declared"
                r" (value|amount)|(goods|customs) value"
            ),
            _ANY,
        ),
        (
            "item_weight_wrong",
            (
                r"申报重量|单件重量|invoice_?weight|item weight|(net|unit)"
                r" weight|重量之和|items? outweigh"
            ),
            _ANY,
        ),
        ("weight_missing", r"重量|\bweigh", _ZERO),
        ("weight_missing", r"重量|\bweight", _MISSING),
        ("weight_over", r"重量|超重|限重|\bweigh|\bkg\b|overweight|too heavy", _OVER),
        ("weight_over", r"超重|限重|overweight|too heavy", _ANY),
        (
            "size_over",
            r"尺寸|体积|长宽高|边长|周长|围长|三边|size|dimension|\bsides?\b|length|girth|volume",
            _OVER,
        ),
        (
            "pieces_wrong",
            (
                r"件数|箱数|order_?pieces|number of"
                r" (boxes|pieces)|多件|一票多件|multi-?piece"
            ),
            _ANY,
        ),
        ("item_quantity_wrong", r"申报数量|数量|invoice_?quantity|quantity", _ANY),
        (
            "line_not_open",
            r"运输方式|物流产品|物流渠道|渠道|销售产品|产品代码|shipping_?method|(shipping|logistics)"
            r" (method|product|"
            r"channel|line)|product_?code|"
            r"there is no line|\bchannel",
            _ANY,
        ),
        (
            "no_credit",
            (
                r"余额|欠费|信用额度|账户冻结|balance|credit (limit|line)|insufficient"
                r" fund|arrears"
            ),
            _ANY,
        ),
        (
            "reference_wrong",
            r"参考单号|参考号|客户单号|reference",
            _any(_LONG.pattern, _MISSING.pattern, _WRONG.pattern),
        ),
    )
)
CODES = frozenset(code for code, _about, _how in _TABLE)

_ITEM = re.compile(
    r"(?:\bitem|\bline|\brow|第|商品|序号)\s*(?:no\.?|number|#|：|:)?\s*(\d{1,3})(?!\d|\s*(?:kg|cm|个字|位|字符|characters))",
    re.IGNORECASE,
)


def understood(sentence):
    """The :class:`Refusal` for one sentence of the carrier."""
    text = sentence[:500]
    code = next(
        (
            code
            for code, about, how in _TABLE
            if about.search(text) and how.search(text)
        ),
        "",
    )
    item = _ITEM.search(text)
    return Refusal(sentence, code, int(item.group(1)) if code and item else 0)
