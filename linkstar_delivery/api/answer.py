# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Converts the text of an answer into a JSON value, then into a success or an error
that says what the caller does next. Answers are classified only here.

The code accepts what hosts really send: numbers as strings, lists for objects and the
reverse, JSON inside JSON, other text around it, keys in upper or lower case.
"""

import contextlib
import re

from . import bounds, operations
from .errors import (
    AccessDenied,
    AlreadyExists,
    NotFound,
    NotReady,
    Refused,
    Unavailable,
    Unclear,
    Unsupported,
)
from .refusals import understood
from .values import plain

_START = re.compile(r"""\{\s*["}]|\[\s*(?=[{\[\]"])|"(?=\s*[{\[]\s*\\")""")
_CANCELLED = re.compile(
    r"already (been )?(cancell?ed|voided)|cancell?ed"
    r" already|(order|parcel|shipment)\b[^.;]{0,40}\b(is|was|has been)"
    r" (cancell?ed|voided)"
    r"|(已|已经|已被)(取消|作废)(?!或)",
    re.IGNORECASE,
)
_INTERCEPTED = re.compile(
    r"already (been )?intercepted|intercepted already|(已|已经)拦截", re.IGNORECASE
)
_EMPTY = (None, "", [], {})
#: Maximum number of JSON values around an answer; a text with more is not an answer
#: with notices.
_MOST_NOTICES = 100
#: Maximum number of sentences of a refusal; more would fill the screen without helping.
_MOST_SENTENCES = 50
_LONGEST_CODE = 100
_LATER = (
    operations.GET_LABEL_URL,
    operations.GET_TRACK_NUMBER,
    operations.GET_RECEIVING_EXPENSE,
    operations.GET_BILLING_WEIGHT,
)


def _any_of(*patterns):
    return re.compile("|".join(patterns), re.IGNORECASE | re.ASCII)


_DENIED = _any_of(
    r"app[\s_-]*(token|key)|unauthori[sz]ed|authenticat|access denied",
    r"invalid (token|credential|signature)|(token|signature) (is"
    r" )?(invalid|wrong|expired)",
    r"鉴权|身份验证|认证失败|授权(失败|错误|无效)|(token|签名|密钥|令牌)[^，,。"
    r"]{0,6}(错误|无效|失效|过期|不正确|有误)",
)
#: Phrases of hosts that report a failure at the top level, where they also report wrong
#: credentials.
_ACCOUNT = _any_of(
    r"\b(customer|user|account|login|permission|licen[cs]e|token|key|secret|signature|credentials?)\b",
    r"客户(?!单|订|参|号)|用户|账号|账户|帐号|密钥|校验|签名|权限|令牌",
)
_BUSY = _any_of(
    r"too (many|frequent)|try again|(system|server|service) (is )?busy|time[d"
    r" ]*-?out|maintenance",
    r"繁忙|频繁|超时|请稍[后候]再?重?试|(系统|服务器?)维护",
)
_DUPLICATE = _any_of(
    r"(reference|order|customer)[^.;]{0,80}\b(already|duplicated?|(?<!not )exists?)\b",
    r"\bduplicated?\b[^.;]{0,20}(reference|order|customer)",
    r"(单号|参考号|订单号|客户号)[^,，;；。]{0,60}(已存在|已经存在|重复|已使用)",
    r"(重复|已存在)[^,，;；。]{0,20}(单号|参考号|订单号)",
)
_NOT_THERE = (
    r"(?:not found|not exist|does ?n[o'’]t exist|do not exist|cannot be found|could not"
    r" be found|is unknown)"
)
_NOT_THERE_CN = (
    r"(?:不存在|未找到|没有?找到|找不到|查无|查不到|无此|无该|未查询到|没有查询到)"
)
_ORDER = (
    r"(?:orders?|shipments?|parcels?|waybills?|references?(?:["
    r" _]no)?|consignments?|numbers?|records?|data)"
)
_ORDER_CN = r"(?:订单|运单|单号|单据|包裹|货件|快件|参考号|记录|数据)"
_SERVICE = (
    r"(?:services?|methods?|interfaces?|functions?|apis?|operations?|procedures?)"
)
_SERVICE_CN = r"(?:接口|服务|方法|功能)"
_ABSENT = _any_of(
    _NOT_THERE,
    rf"\bno such\b|\bno {_ORDER} (?:was |were |is )?(?:found|exist|match)|\bnot such\b",
    _NOT_THERE_CN,
)
_ABSENT_ORDER = _any_of(
    rf"\b{_ORDER}\b(?:(?!\b{_SERVICE}\b)[^.,;，。；]){{0,80}}?{_NOT_THERE}",
    rf"\b(?:no|no such|cannot find(?: the)?|could not find(?: the)?)\s+{_ORDER}\b",
    rf"{_ORDER_CN}(?:(?!{_SERVICE_CN})[^,，;；。]){{0,60}}?{_NOT_THERE_CN}",
    rf"{_NOT_THERE_CN}[^,，;；。接服]{{0,8}}(?:单|包裹|货件|快件|记录|数据)",
)
_ABSENT_SERVICE = _any_of(
    rf"\b{_SERVICE}\b[\s:'\"“”]*(?:(?!{_ORDER}\b)[\w./-]+['\"“”]?\s+)?(?:is |was"
    r" |has )?"
    rf"(?:{_NOT_THERE}|not (?:supported|defined|implemented|opened|open|been"
    r" opened)|unsupported)",
    r"\b(?:no such|unknown|unsupported|undefined|invalid|there is no|has"
    rf" no|no)\s+{_SERVICE}\b",
    rf"\b(?:no|not)\b[^.,;]{{0,20}}\b(?:permission|right|authority)s?\b[^.,;]{{0,30}}\b{_SERVICE}\b",
    rf"{_SERVICE_CN}(?:(?!{_ORDER_CN})[^,，;；。"
    rf"：:]){{0,40}}?(?:{_NOT_THERE_CN}|未开通|没有开通|未开放|未定义|未授权)",
    rf"(?:{_NOT_THERE_CN}|不支持|未开通|没有开通|未定义|没有|无效)的?(?:该|此|这个)?{_SERVICE_CN}",
    r"(?:接口|方法)[^,，;；。：:]{0,20}?(?:不支持|无效|错误$)",
    r"(?:无|没有)[^,，;；。]{0,4}权限?[^,，;；。"
    rf"]{{0,8}}{_SERVICE_CN}|{_SERVICE_CN}[^,，;；。：:]{{0,8}}(?:无|没有)[^,，;；。"
    r"]{0,4}权限?",
)
_SERVICE_NAMED = _any_of(rf"\b{_SERVICE}\b", _SERVICE_CN)
_PENDING = _any_of(
    r"not (yet )?(ready|available|generated|created)|not yet|being"
    r" (generated|created)|later|generating|processing|in progress",
    r"pending|label[^.,]{0,30}(not found|not exist)",
    r"未生成|没有生成|尚未|还未|生成中|处理中|获取中|稍后|稍候|(标签|面单)[^。,，"
    r"]{0,30}(不存在|找不到)",
)
#: Words that some hosts put before the reason of every error. They have no meaning of
#: their own.
_PREFIX = re.compile(
    r"^\s*[\[【(（]?[^:：\n，,。"
    r";；]{0,24}?(?:异常|错误|失败|出错|报错|提示|信息|原因|error|exception|fail(?:ed|ure)?|message|reason)"
    r"[^:：\n，,。;；]{0,8}?[\]】)）]?\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
#: A whole message that only says that something went wrong.
_GENERIC = re.compile(
    r"(?:(?:the|an?|internal|system|server|service|network|unknown|unexpected|api|interface|program|remote|general|database|"
    r"error|exception|failure|abnormal(?:ity)?|fault|is|has|was|occurred|currently|temporarily|unavailable|not"
    r" available|down|code|"
    r"系统|服务器?|接口|网络|程序|内部|未知|数据库|后台|远程|请求|发生|出现|暂时|当前|异常|错误|故障|不可用|无法使用|出错|了|失败)[\s\d!！.。"
    r",，:：#-]*)+",
    re.IGNORECASE,
)
_GENERIC_NO = re.compile(
    r"(?:请求|操作|提交|处理|保存)?失败[!！.。]?|fail(?:ed|ure)[!.]?", re.IGNORECASE
)
_TECHNICAL = _any_of(
    r"(?<=\w)exception\b|\bsqlstate|\bsql (error|syntax)|stack ?trace|null"
    r" pointer|\bphp\b|fatal error",
    r"undefined (index|variable|offset|property)",
    r"internal (server )?error|system error|server error|service"
    r" error|数据库|空指针|系统(错误|异常)|服务(错误|异常)|网络异常|接口异常",
)
#: HTTP status codes that some hosts put at the top level of an answer.
_CODES = {
    **dict.fromkeys(("401", "403"), AccessDenied),
    **dict.fromkeys(("408", "429", "502", "503", "504"), Unavailable),
}
_SENTENCE_END = re.compile(r"\s?(?:\n|；|;(?=\s|$)|。)\s*")
_ERROR_END = re.compile(r",\s+(?=[A-Z])|,\s*(?=[\u4e00-\u9fff])")
_CHINESE = re.compile("[\u4e00-\u9fff]{4}")


def parse(text):
    """Return the JSON value in ``text``, an object or a list, or raise
    ``Unavailable``.
    """
    value = _loads(text)
    for _nesting in range(3):
        if not isinstance(value, str):
            break
        value = _loads(value)
    if not isinstance(value, (dict, list)):
        raise Unavailable(reason="not_object")
    return value


def _loads(text):
    text = text.strip("\ufeff \t\r\n")
    if not text:
        raise Unavailable(reason="empty_answer")
    bounds.check_length(text)
    with contextlib.suppress(ValueError, RecursionError):
        return bounds.checked(bounds.decoder.decode(text))
    return _loads_among_junk(text)


def _loads_among_junk(text):
    """Find the answer between notices. No value inside an incomplete object is used:
    half an answer is not an answer.
    """
    found = None
    match = _START.search(text)
    for _notice in range(_MOST_NOTICES):
        if not match:
            break
        try:
            value, end = bounds.decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            break
        value = unwrap(bounds.checked(value))
        if found is None:
            found = value
        if pick(value, "ask") is not None:
            return value
        match = _START.search(text, end)
    if found is None or match:
        if re.search(r"<html|<!doctype|<body", text[:2000], re.IGNORECASE):
            raise Unavailable(reason="web_page")
        raise Unavailable(reason="not_json")
    return found


def unwrap(value):
    """Return ``value``, or the JSON value inside it if it is a string of JSON."""
    if isinstance(value, str) and value.strip("\ufeff \t\r\n")[:1] in ("{", "["):
        try:
            return parse(value)
        except Unavailable:
            return value
    return value


def pick(value, *names):
    """Return the first value that is not empty among the keys ``names`` of an object,
    in upper or lower case; else ``None``.
    """
    if not isinstance(value, dict):
        return None
    lowered = {}
    for key, item in value.items():
        if item not in _EMPTY:
            lowered.setdefault(key.strip().lower(), item)
    for name in names:
        if name.lower() in lowered:
            return lowered[name.lower()]
    return None


def payload(envelope):
    """Return the content of an answer under data or result, decoded, or ``None``."""
    return unwrap(pick(envelope, "data", "result"))


def objects(value):
    """Return the objects in ``value`` in any form: a list, one object, an object of
    objects, a string.
    """
    value = unwrap(value)
    if isinstance(value, dict):
        inner = [unwrap(item) for item in value.values()]
        if not inner or not all(isinstance(item, dict) for item in inner):
            return [value]
        return inner
    if isinstance(value, list):
        return [item for item in map(unwrap, value) if isinstance(item, dict)]
    return []


def read(text, service):
    """Return the answer object of a successful call of ``service``, or raise the error
    in it.

    A list without an object around it is returned under ``data``.
    """
    return judge(_as_object(parse(text)), service)


def _as_object(value):
    if isinstance(value, list):
        if (
            len(value) == 1
            and isinstance(value[0], dict)
            and pick(value[0], "ask") is not None
        ):
            return value[0]
        return {"ask": "Success", "data": value}
    return value


def is_cancelled(message):
    """Whether a refusal to cancel says that the order is already cancelled."""
    return bool(_CANCELLED.search(message))


def is_stopped(message):
    """Whether a refusal to intercept says that the parcel is already stopped, held or
    cancelled.
    """
    return is_cancelled(message) or bool(_INTERCEPTED.search(message))


def judge(envelope, service):
    """Return ``envelope`` if it reports success, else raise the error in it:
    ``AccessDenied``, ``AlreadyExists``, ``NotFound``, ``Unsupported``, ``NotReady``,
    ``Refused``; ``Unavailable`` when the carrier is busy or gives no reason;
    ``Unclear`` when something failed and the carrier does not say what.

    The most specific part is used, even between general words: the code before the
    text, and in the text an order, a service or a field before a general failure.
    """
    if _succeeded(envelope):
        return envelope
    messages, code = _failure_of(envelope)
    if not messages and not code:
        raise Unclear(service=service, reason="no_verdict")
    at_top = pick(envelope, "err_code") is not None and pick(envelope, "error") is None
    message = "\n".join(messages)
    kind = (
        (at_top and _CODES.get(code))
        or _meaning(_words(code), service, at_top)
        or _meaning(message, service, at_top)
        or Refused
    )
    values = (
        {"service": service}
        if message
        else {"service": service, "reason": "code_only", "code": code}
    )
    if issubclass(kind, Refused):
        if not message:
            raise kind(
                service=service, problems=[("code_only", {"code": code})], code=code
            )
        raise kind(message, messages=messages, code=code, service=service)
    raise kind(message, **values)


def _words(code):
    """``ORDER_NOT_FOUND`` → ``ORDER NOT FOUND``; a number has no meaning without the
    host's own list.
    """
    return "" if code.isdigit() else re.sub(r"[_-]+", " ", code)


def _meaning(text, service, at_top):
    """The class of error that ``text`` means, ``None`` when it has an unknown reason,
    or none.
    """
    text = _specific(text)
    if not text:
        return None
    creating = service == operations.CREATE_ORDER
    if service == operations.GET_LABEL_URL and _CANCELLED.search(text):
        return Refused
    if (
        service in _LATER
        and _PENDING.search(text)
        and not (at_top and _ACCOUNT.search(text))
        and not _DENIED.search(text)
    ):
        return NotReady
    if creating:
        if _DUPLICATE.search(text):
            return AlreadyExists
        if any(understood(sentence).code for sentence in text.split("\n")):
            return Refused
    else:
        # "No such service" must never be read as "no such order": the caller would
        # create the order a second time.
        if _ABSENT_SERVICE.search(text):
            return Unsupported
        if _ABSENT_ORDER.search(text):
            return NotFound
        if _CANCELLED.search(text) or _INTERCEPTED.search(text):
            return Refused
    if _BUSY.search(text):
        return Unavailable
    if _DENIED.search(text) or (at_top and _ACCOUNT.search(text)):
        return AccessDenied
    if (
        _GENERIC.fullmatch(text)
        or (not creating and _GENERIC_NO.fullmatch(text))
        or _TECHNICAL.search(text)
    ):
        return Unclear
    if (
        not creating
        and _ABSENT.search(text)
        and not _SERVICE_NAMED.search(text)
        and not _ACCOUNT.search(text)
    ):
        return NotFound
    return None


def _specific(text):
    """``text`` without the words that a host puts before each of its errors:
    "服务异常：订单不存在" becomes "订单不存在".
    """
    lines = []
    for sentence in text.split("\n"):
        for _nesting in range(3):
            rest = _PREFIX.sub("", sentence, count=1)
            if rest == sentence:
                break
            sentence = rest
        lines.append(sentence.strip())
    return "\n".join(filter(None, lines))


def _succeeded(envelope):
    ask = pick(envelope, "ask")
    word = "" if isinstance(ask, (dict, list)) else str(ask).strip().lower()
    if word in ("success", "1", "true", "ok"):
        return True
    if ask is not None or pick(envelope, "error", "err_code") is not None:
        return False
    return (
        payload(envelope) is not None or pick(envelope, "order_code", "url") is not None
    )


def _failure_of(envelope):
    """Return the sentences and the code of a failure."""
    sentences, codes = [], []
    error = unwrap(pick(envelope, "error"))
    for item in map(unwrap, error if isinstance(error, list) else [error]):
        if isinstance(item, dict):
            sentences += _sentences(
                pick(item, "errMessage", "cnMessage", "enMessage", "message")
            )
            codes.append(plain(pick(item, "errCode", "code")))
        else:
            sentences += _sentences(item)
    if not sentences:
        sentences = _sentences(pick(envelope, "message", "msg"))
    codes.append(plain(pick(envelope, "err_code")))
    return (
        tuple(dict.fromkeys(sentences))[:_MOST_SENTENCES],
        next(filter(None, codes), "")[:_LONGEST_CODE],
    )


def _sentences(value):
    """Separate errors. The carrier joins them with ", ", which also occurs inside an
    error: a single word is not an error.
    """
    if isinstance(value, list):
        return [sentence for item in value for sentence in _sentences(item)]
    sentences = []
    for line in _SENTENCE_END.split(plain(value)[:2000]):
        start = len(sentences)
        for part in filter(None, map(str.strip, _ERROR_END.split(line))):
            if (
                len(sentences) > start
                and len(part.split()) == 1
                and not _CHINESE.search(part)
            ):
                sentences[-1] += f", {part}"
            else:
                sentences.append(part)
    return sentences
