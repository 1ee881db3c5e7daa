"""Answer text → JSON value → success, or the error that says what the caller does next. The only place that classifies.

Everything here takes what hosts really send: numbers as strings, lists for objects and the reverse, JSON inside JSON, junk
around it, keys in any case.
"""

import contextlib
import re

from . import bounds
from .errors import AccessDenied, AlreadyExists, NotFound, NotReady, Refused, Unavailable
from .values import plain

_START = re.compile(r"""\{\s*["}]|\[\s*(?=[{\[\]"])|"(?=\s*[{\[]\s*\\")""")
_CANCELLED = re.compile(r"already (been )?cancell?ed|cancell?ed already|(已|已经)(取消|作废)(?!或)", re.IGNORECASE)
_INTERCEPTED = re.compile(r"already (been )?intercepted|intercepted already|(已|已经)拦截", re.IGNORECASE)
_EMPTY = (None, "", [], {})
_CREATING = ("createOrder", "batchCreateOrder")
#: Objects and lists around an answer; more of them are no notices.
_MOST_NOTICES = 100
#: Of a refusal: the rest would fill the screen and say nothing more.
_MOST_SENTENCES = 50
_LONGEST_CODE = 100
_LATER = ("getLabelUrl", "getTrackNumber", "getReceivingExpense", "getOrderFee", "getBillingWeight")


def _told_by(*patterns):
    return re.compile("|".join(patterns), re.IGNORECASE)


_DENIED = _told_by(
    r"app[\s_-]*(token|key)|unauthori[sz]ed|authenticat|access denied",
    r"鉴权|身份验证|认证失败|授权(失败|错误|无效)",
)
_BUSY = _told_by(
    r"too (many|frequent)|try again|(system|server) (is )?(busy|error)|internal error|time[d ]*-?out|maintenance",
    r"繁忙|频繁|超时|请稍[后候]再?重?试|系统(错误|异常|维护)",
)
_DUPLICATE = _told_by(
    r"(reference|order|customer)[^.;]{0,80}\b(already|duplicated?|(?<!not )exists?)\b",
    r"\bduplicated?\b[^.;]{0,20}(reference|order|customer)",
    r"(单号|参考号|订单号|客户号)[^,，;；。]{0,60}(已存在|已经存在|重复|已使用)",
    r"(重复|已存在)[^,，;；。]{0,20}(单号|参考号|订单号)",
)
_ABSENT = _told_by(
    r"not found|\b(no|not) (such|exist)|does ?n[o']t exist|cannot be found",
    r"\bno (order|record|data|parcel|shipment)s? (was |were |is )?(found|exist|match)",
    r"不存在|未找到|没有?找到|找不到|查无|查不到|无此|无该|未查询到|没有查询到",
)
_UNSUPPORTED = _told_by(r"\b(service|method|interface|function|api)\b", r"接口|服务|方法")
_PENDING = _told_by(
    r"not (yet )?(ready|available|generated|created)|not yet|being (generated|created)|later|generating|processing|in progress",
    r"pending|label[^.,]{0,30}(not found|not exist)",
    r"未生成|没有生成|尚未|还未|生成中|处理中|获取中|稍后|稍候|(标签|面单)[^。,，]{0,30}(不存在|找不到)",
)
_SENTENCE_END = re.compile(r"\s?(?:\n|；|;(?=\s|$)|。)\s*")
_ERROR_END = re.compile(r",\s+(?=[A-Z])|,\s*(?=[\u4e00-\u9fff])")
_CHINESE = re.compile("[\u4e00-\u9fff]{4}")


def parse(text):
    """Return the JSON value in ``text``, an object or a list, or raise ``Unavailable``."""
    value = _loads(text)
    for _nesting in range(3):
        if not isinstance(value, str):
            break
        value = _loads(value)
    if not isinstance(value, (dict, list)):
        raise Unavailable("The carrier's answer is neither a JSON object nor a list.")
    return value


def _loads(text):
    text = text.strip("\ufeff \t\r\n")
    if not text:
        raise Unavailable("The carrier's answer is empty.")
    bounds.check_length(text)
    with contextlib.suppress(ValueError, RecursionError):
        return bounds.checked(bounds.decoder.decode(text))
    return _loads_among_junk(text)


def _loads_among_junk(text):
    """Find the answer between notices. An object that breaks off is never searched for whole ones inside it: half an
    answer is no answer.
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
            raise Unavailable("A web page came instead of an answer.")
        raise Unavailable("The carrier's answer is cut off or is not JSON.")
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
    """Return the first value that is something among the keys ``names`` of an object, in any case of letters; else ``None``."""
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
    """Return what an answer carries under data or result, decoded, or ``None``."""
    return unwrap(pick(envelope, "data", "result"))


def objects(value):
    """Return the objects in ``value`` whatever it is wrapped in: a list, one object, an object of objects, a string."""
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
    """Return the answer object of a successful call of ``service``, or raise the error it tells.

    A bare list comes back under ``data``.
    """
    return judge(_as_object(parse(text)), service)


def read_batch(text, service):
    """Return the answers of a batch call, one object per element, unjudged.

    The outer verdict counts only when there are no elements: it lies in both directions.
    """
    value = parse(text)
    elements = objects(value) if isinstance(value, list) else objects(payload(value))
    if elements and any(pick(element, "ask", "order_code", "error", "message") is not None for element in elements):
        return elements
    judge(_as_object(value), service)
    raise Unavailable("The carrier's answer to a batch has no elements.", service=service)


def _as_object(value):
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], dict) and pick(value[0], "ask") is not None:
            return value[0]
        return {"ask": "Success", "data": value}
    return value


def is_cancelled(message):
    """Whether a refusal to cancel says that the order is cancelled already."""
    return bool(_CANCELLED.search(message))


def is_stopped(message):
    """Whether a refusal to intercept says that the parcel is stopped already, held or cancelled."""
    return is_cancelled(message) or bool(_INTERCEPTED.search(message))


def judge(envelope, service):
    """Return ``envelope`` if it says success, else raise: ``AccessDenied``, ``AlreadyExists``, ``NotFound``, ``NotReady``,
    ``Refused``, or ``Unavailable`` when the carrier only says that it is busy or does not say anything.
    """
    if _succeeded(envelope):
        return envelope
    messages, code = _told(envelope)
    message = "\n".join(messages)
    if not message and not code:
        raise Unavailable("The carrier's answer says neither success nor why it failed.", service=service)
    message = message or f"The carrier failed with the code {code} and without a reason."
    denied = (pick(envelope, "err_code") is not None and pick(envelope, "error") is None) or _DENIED.search(message)
    pending = service in _LATER and not denied and _PENDING.search(message)
    if pending:
        raise NotReady(message, service=service)
    if _BUSY.search(message):
        raise Unavailable(message, service=service)
    if denied:
        raise AccessDenied(message, service=service)
    if service in _CREATING:
        kind = AlreadyExists if _DUPLICATE.search(message) else Refused
    else:
        # "No such service" must never be read as "no such order": the caller would create it a second time.
        kind = NotFound if _ABSENT.search(message) and not _UNSUPPORTED.search(message) else Refused
    raise kind(message, service=service, messages=messages, code=code)


def _succeeded(envelope):
    ask = pick(envelope, "ask")
    word = "" if isinstance(ask, (dict, list)) else str(ask).strip().lower()
    if word in ("success", "1", "true", "ok"):
        return True
    if ask is not None or pick(envelope, "error", "err_code") is not None:
        return False
    return payload(envelope) is not None or pick(envelope, "order_code", "url") is not None


def _told(envelope):
    """Return the sentences and the code of a failure."""
    sentences, codes = [], []
    error = unwrap(pick(envelope, "error"))
    for item in map(unwrap, error if isinstance(error, list) else [error]):
        if isinstance(item, dict):
            sentences += _sentences(pick(item, "errMessage", "cnMessage", "enMessage", "message"))
            codes.append(plain(pick(item, "errCode", "code")))
        else:
            sentences += _sentences(item)
    if not sentences:
        sentences = _sentences(pick(envelope, "message", "msg"))
    codes.append(plain(pick(envelope, "err_code")))
    return tuple(dict.fromkeys(sentences))[:_MOST_SENTENCES], next(filter(None, codes), "")[:_LONGEST_CODE]


def _sentences(value):
    """Single errors. The carrier joins them by ", ", which also stands inside of one: a single word is no error."""
    if isinstance(value, list):
        return [sentence for item in value for sentence in _sentences(item)]
    sentences = []
    for line in _SENTENCE_END.split(plain(value)[:2000]):
        start = len(sentences)
        for part in filter(None, map(str.strip, _ERROR_END.split(line))):
            if len(sentences) > start and len(part.split()) == 1 and not _CHINESE.search(part):
                sentences[-1] += f", {part}"
            else:
                sentences.append(part)
    return sentences
