# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What words mean, and which state a clause with these meanings stands for: one table,
the same for all languages.

In the set of a clause are the events and objects (``deliver``, ``neighbour``), each
object also with the word before it (``to:neighbour``) or as the one who does something
(``subj:neighbour``), and what changes the sentence (``not``, ``will``, ``if``).
"""

from functools import lru_cache

from ...lifecycle.tracking import STATES


def _set(names):
    return frozenset(names.split())


EVENTS = _set(
    """
    deliver delivery sign hand put take return destroy lose find refuse absent
    badaddress attempt fail out ready hold inspect clear pay arrive land depart
    load transit process forward store create order misroute delay done begin
    intercept noinfo wait missing need
    """
)
OBJECTS = _set(
    """
    buyer neighbour box shop airline plane airport customs duty depot warehouse
    home carrier courier sender vehicle export import origin china dest abroad
    inward outward paper docs data packaging place
    """
)
#: Only together with another meaning: see ``words``.
_DETAILS = _set(
    """
    collect accept noun over status reverse came sorting
    evidence either settled search vain
    """
)
#: With one of these anywhere in it, a text never proves a final state.
DOUBTS = _set(
    """
    not notyet nobody nolonger will present wish if maybe said wrong cancel ask
    part promise misroute need wait after
    """
)
PREPOSITIONS = frozenset(("to", "by", "from", "at", "in", "with"))
CUTS = frozenset(("and", "but", "because"))
#: All meanings of a word, or of its position in the text.
MEANINGS = (
    EVENTS
    | OBJECTS
    | DOUBTS
    | _DETAILS
    | PREPOSITIONS
    | CUTS
    | {
        "item",
        "fill",
        "today",
        "decided",
        "colon",
        "back",
        "at_customs",
        "by_air",
        "domestic",
        "contrary",
    }
)
#: All meanings that are allowed in a clause of a final state beside those that its row
#: asks for.
_BESIDE = {
    "delivered": _set(
        """
        colon deliver delivery sign put hand take collect accept done item absent
        at_customs by_air today over buyer neighbour box carrier courier shop abroad
        depot store
        """
    ),
    "returned": _set(
        """
        colon return back deliver delivery sign put hand take collect accept
        arrive store done item at_customs by_air sender over today home shop warehouse
        abroad china reverse came box depot
        sorting
        """
    ),
    "destroyed": _set(
        """
        colon destroy noun item customs duty at_customs by_air vehicle depot carrier
        done hold sender over today sorting
        """
    ),
    "lost": _set(
        """
        colon lose noun item done over vain search forward at_customs by_air transit
        carrier depot airport vehicle shop today airline warehouse courier sorting
        """
    ),
}
#: Of several states in one text, the one that is further on the trip counts.
RANK = {state: rank for rank, state in enumerate(("", *STATES))}

#: Meanings that are not a plain statement about an event.
_OPEN = "not|notyet|nobody|will|wish|if|maybe|said|ask|promise|cancel|wrong"
_HERE = "buyer|neighbour|box"
_GIVEN = "deliver|sign|hand|put"

#: (state, meanings), from top to bottom; the first row that matches a clause gives its
#: state. Each word of the meanings is a condition: one of the meanings between "|" is
#: in the clause, or with "-" in front, none of them is. "!" after a state: it may be
#: final if the text has no doubts. "" as a state: the clause has no meaning.
_TABLE = (
    ("none", "noinfo -deliver|return|customs"),
    (
        "none",
        "find not -notyet|place|depot|warehouse|vehicle|maybe|over|done|if|will|buyer"
        "|neighbour|sender|shop|courier|wait|lose|customs|badaddress",
    ),
    ("", "said subj:buyer|by:buyer|from:buyer deliver|take|sign|order|hand|put"),
    # --- papers are not parcels
    ("customs", "docs need not -missing|fail"),
    ("customs", "docs missing hand|take -not|notyet|wait|need|will|if"),
    ("customs_hold", "docs lose -not|nolonger|find|take|done|wrong"),
    ("customs_hold", "docs missing|need|wait|ready|fail|wish|hold -not -done"),
    ("customs_hold", "data customs wait|need|missing|wish -done|not"),
    ("customs_hold", "data customs wrong"),
    ("customs_hold", "docs customs need|missing"),
    ("customs_hold", "docs fail|not|refuse -missing|create|order|done"),
    ("", "destroy noun docs -customs|missing"),
    ("customs_hold", "destroy|return if at_customs"),
    (
        "delivered!",
        f"deliver|hand|sign|take settled|colon duty|pay -{_OPEN}|collect"
        "|subj:customs|need|wait|after|return|back|sender|paper|docs|data"
        "|depot|carrier|warehouse|shop|airline|courier|customs|export|china|fail",
    ),
    (
        "delivered!",
        f"take subj:buyer|by:buyer from:customs|at:customs -{_OPEN}|neighbour|need"
        "|ready|wait|present|after|return|back|sender|paper|docs|data|duty|pay"
        "|courier|carrier|from:buyer|fail|hold|inspect|absent|refuse|depot|warehouse|china|export",
    ),
    (
        "delivered!",
        f"hand|deliver subj:customs|by:customs to:buyer -{_OPEN}|neighbour|need|wait"
        "|present|after|return|back|sender|paper|docs|data|duty|pay"
        "|courier|carrier|fail|hold|inspect|refuse|depot|warehouse|shop|china|export|begin",
    ),
    ("customs_hold", "duty pay after fail|delivery|not -settled|refuse"),
    ("customs_hold", "duty settled delivery -deliver|out|done|attempt|refuse|fail"),
    ("customs_hold", "ready at:customs|from:customs -return|clear|done|not|docs"),
    ("", "duty collect will attempt|delivery -customs|not"),
    ("customs", f"deliver|hand to:customs by:airline -{_OPEN}|china|export|return"),
    ("", "duty promise -hold|inspect|not|clear|need|wait"),
    ("customs_hold", "clear need -not"),
    ("customs_hold", "store by:customs"),
    ("customs_hold", "customs store|wait pay"),
    ("customs_hold", "subj:customs store -clear|done|pay|docs|data"),
    ("customs_hold", "customs store|wait from:buyer -deliver|hand|clear|done|begin"),
    ("customs_hold", "at:customs store buyer -deliver|hand|clear|done|begin|to:buyer"),
    ("customs_hold", "subj:customs need|wish|ask -return|clear"),
    ("customs_hold", "import missing"),
    ("customs_hold", "docs absent customs -if"),
    ("customs", "docs customs -create|order -if"),
    (
        "customs",
        "docs inspect subj:customs -need|missing|hold|wish|will|not|fail|export",
    ),
    ("customs", f"subj:docs done -{_OPEN}|need|wait|missing|fail|export|return"),
    ("customs", f"docs hand|take subj:docs done|begin|hand -{_OPEN}|need|wait|export"),
    ("", "paper ready subj:paper -item|shop|buyer"),
    ("pickup_point", "wait|store|ready at:shop|in:shop paper -if|will|return|deliver"),
    ("pickup_point", "ready order by:buyer|subj:buyer|to:buyer -return|sender"),
    ("registered", "create paper -return|deliver|delivery|put|process"),
    ("last_mile", "create delivery|attempt depot -return|sender|notyet|will"),
    (
        "registered",
        "create -return|deliver|destroy|lose|customs|clear|paper|process|depart|plane",
    ),
    (
        "registered",
        "order depart -plane|airport|airline|china|depot|return|carrier|abroad|dest",
    ),
    ("departed", "order at:plane -return|cancel|sender|depot"),
    ("received", "order to:airline|to:plane -return|cancel|load"),
    ("registered", "order fail -buyer|deliver|delivery|return|customs"),
    (
        "registered",
        "order -customs|return|cancel|deliver|arrive|depart|wish|attempt|promise"
        "|delivery",
    ),
    ("registered", "collect refuse by:sender|subj:sender -return|delivery|buyer"),
    (
        "registered",
        "find|collect|take not at:sender|from:sender -return|back|buyer|depot",
    ),
    ("received", f"arrive from:sender -{_OPEN}|return|back|paper|data"),
    (
        "received",
        f"put china item -{_OPEN}|return|back|plane|airport|buyer|shop|box|dest",
    ),
    ("received", "load at:sender|from:sender -return|back|not|notyet|will|wait"),
    (
        "registered",
        "attempt collect -buyer|return|deliver|delivery|shop|paper|absent|refuse",
    ),
    (
        "registered",
        "collect take wait by:carrier|by:courier|carrier|courier -buyer|shop|return"
        "|customs|clear|airport|plane|depot|refuse|to:carrier|abroad|dest",
    ),
    (
        "registered",
        "collect not|notyet subj:courier|subj:carrier|by:courier|by:carrier "
        "-buyer|return|back|shop|depot|deliver"
        "|delivery|customs|ready|airport|plane",
    ),
    ("registered", "collect not today -buyer|return|back|shop|deliver|ready|customs"),
    ("registered", "collect take begin sender -return|back|buyer|not|done"),
    ("registered", "collect decided sender -return|back|buyer|customs"),
    (
        "received",
        f"collect take china -{_OPEN}|return|back|buyer|shop|neighbour|ready"
        "|sender|fail"
        "|refuse|absent|box",
    ),
    ("registered", "collect take cancel -buyer|shop|return|deliver|refuse"),
    ("registered", "collect cancel from:sender|at:sender -return|refuse"),
    ("registered", "collect fail|delay -buyer|shop|return|deliver|hand|put|neighbour"),
    (
        "registered",
        "collect wish|will -buyer|shop|return|ready|not|notyet|deliver|paper|if|hand"
        "|neighbour|refuse",
    ),
    ("registered", "out to:sender -return|back"),
    ("received", "out from:sender -return|back|not|will"),
    ("registered", "out subj:sender -return|back|refuse|to:buyer"),
    ("registered", "hand wish subj:sender -return|back|refuse|buyer|neighbour|shop"),
    ("registered", "hand|put will by:sender|subj:sender -return|back|buyer|refuse"),
    ("registered", "store|wait|ready at:sender -return|back|refuse|fail"),
    (
        "registered",
        "absent|nobody|delay at:sender|subj:sender|from:sender -return|back",
    ),
    (
        "registered",
        "notyet hand|take -buyer|neighbour|shop|customs|ready|collect|return|refuse",
    ),
    ("registered", "not|notyet depart from:sender -return|back|buyer|china"),
    ("registered", "notyet|not with:carrier|at:carrier|with:courier -return|buyer"),
    (
        "registered",
        "not|notyet hand|take|put|deliver|depart|forward|clear subj:sender -return"
        "|refuse|buyer",
    ),
    (
        "registered",
        "depart subj:sender|by:sender -return|back|plane|airport|depot|china"
        "|from:china",
    ),
    ("registered", "not|notyet hand|take|put by:sender|from:sender|at:sender -return"),
    (
        "registered",
        "not|notyet take subj:warehouse|subj:depot -return|back|sender|abroad",
    ),
    ("registered", "not|notyet take from:shop -buyer|return|neighbour|collect|back"),
    (
        "registered",
        "subj:sender store -return|back|at:depot|at:warehouse|customs|deliver",
    ),
    ("registered", "not|notyet hand|take to:courier -buyer|return|deliver|refuse"),
    ("registered", "will at:warehouse|to:warehouse china -return|back|depart|wait"),
    ("received", "wait warehouse|depot china -return|back|sender|plane"),
    ("received", "delivery take subj:sender|by:sender warehouse|depot -return|back"),
    ("registered", "fail|absent|attempt sender courier|take -return|back|buyer|hand"),
    (
        "registered",
        "process by:sender|subj:sender|at:sender -return|done|warehouse|depot",
    ),
    (
        "registered",
        "at:sender|from:sender will -return|back|destroy|lose|refuse|buyer|customs"
        "|fail|deliver|hand|put|delivery",
    ),
    (
        "registered",
        "wait from:sender|from:shop -return|back|customs|ready|collect|take",
    ),
    ("registered", "wait sender item|hand|depart -return|take|refuse|arrive"),
    ("registered", "data take|hand|done|forward -customs|docs|return"),
    ("registered", "subj:data from:sender|from:shop -customs|docs|return|wrong"),
    ("customs", "data customs -hold|need|missing"),
    ("delivery_failed", "paper attempt -return|to:sender"),
    ("delivery_failed", "paper absent|refuse -return|subj:paper|lose"),
    ("pickup_point", "ready shop paper"),
    ("pickup_point", "paper colon item at:shop|in:shop -if|will|return|deliver|not"),
    ("", "paper -ready|customs|duty|return|badaddress|absent|inspect"),
    ("", "paper return"),
    ("", "packaging destroy|lose"),
    ("", "return subj:packaging part"),
    # --- destroyed, lost, found
    ("arrived", f"depart from:plane abroad|dest -{_OPEN}|china|return|back|to:abroad"),
    ("departed", "lose plane -item|with:plane|at:plane"),
    ("departed", "plane cancel|delay -load|arrive|land"),
    ("", "store|at:sender|wait return cancel"),
    ("delivery_failed", "find nobody -lose|maybe|will|if"),
    ("last_mile", "find -hold|not|notyet|badaddress|absent|maybe|wish|will|if"),
    (
        "delivery_failed",
        "wish not subj:buyer item -deliver|delivery|put|hand|neighbour|box|shop|return",
    ),
    ("delivery_failed", "find not buyer|neighbour|place|courier -maybe|over|lose"),
    ("", "find"),
    ("last_mile", "nolonger missing item -docs|paper|data|customs|not|maybe|if|will"),
    ("last_mile", "lose not process|store depot|carrier"),
    ("", "destroy wish|if|maybe|said|ask -customs|duty|decided|at_customs"),
    ("", "destroy not -customs|duty|at_customs|if|need|noun|because"),
    ("", "destroy will -customs|duty|at_customs|decided|need|if|not|by:customs"),
    ("customs_hold", f"destroy {_OPEN}|decided|need|present|after"),
    ("destroyed!", "destroy done"),
    ("destroyed!", "destroy -packaging|noun"),
    ("customs_hold", "destroy noun customs"),
    ("", "destroy"),
    ("last_mile", f"lose store depot|carrier -noun|{_OPEN}"),
    ("", f"lose {_OPEN}|nolonger"),
    ("", "lose search courier|vehicle|today|shop"),
    ("lost!", "lose done"),
    ("lost!", "lose -noun"),
    ("", "lose"),
    ("lost!", f"vain -{_OPEN}|find|fail|absent|badaddress|attempt|courier|sender"),
    # --- intercepted
    ("", "intercept fail|not|wish|will|if -done"),
    ("customs_hold", "intercept customs"),
    ("received", "intercept"),
    # --- on the way back
    ("customs_hold", "return wish|will|decided|need by:customs|subj:customs -buyer"),
    ("customs", "return from:customs|by:customs|subj:customs -export|sender|hold"),
    ("departed", "return export -sender|reverse"),
    (
        "returned!",
        f"reverse at:sender|with:sender -{_OPEN}|fail|absent|out|attempt"
        "|wait|store|ready|collect|refuse|begin|depart|forward|depot",
    ),
    (
        "returned!",
        f"reverse store|take|arrive at:home|in:home -{_OPEN}|fail|absent|out|attempt"
        "|wait|refuse|begin|depart|forward",
    ),
    (
        "returned!",
        f"reverse take by:sender|subj:sender -{_OPEN}|fail|absent|depot|warehouse"
        "|carrier|shop",
    ),
    (
        "returned!",
        f"reverse store to:sender -{_OPEN}|fail|absent|out|attempt|wait|ready|collect"
        "|refuse|begin|depart|forward|shop|depot|carrier|airport",
    ),
    ("last_mile", "came depot attempt not|notyet -sender|fail"),
    (
        "delivery_failed",
        "came depot|carrier|courier fail|attempt|absent|refuse -sender|china",
    ),
    ("last_mile", "came depot|carrier -sender|home|reverse|china|colon"),
    ("received", "return depot|warehouse china inspect|fail|process -home|sender"),
    (
        "returned!",
        f"return take sender|home warehouse|home -{_OPEN}|fail|absent|begin|from:home",
    ),
    ("", "return if|maybe|ask -fail"),
    ("", "return if will -because"),
    ("", "return decided will|wait|notyet|need|by:sender|with:sender"),
    ("", "return wish -sender|refuse|nobody"),
    ("", "return wish subj:sender -refuse|nobody|done|begin|depart"),
    ("", "return take said subj:sender|by:sender"),
    ("returning", "return deliver|hand|put|take not -paper|wrong|if|because"),
    ("", "return not -notyet|done|nobody"),
    ("returning", "return deliver depot|warehouse china -home|sender|came"),
    ("returning", "reverse depot|warehouse china -home|sender"),
    ("received", "return depot|warehouse china -home"),
    ("received", "return process china -home|sender|reverse|plane|airport"),
    ("returned!", f"return take by:sender|subj:sender -{_OPEN}|fail|absent|accept"),
    ("returning", f"return {_GIVEN}|take|arrive {_OPEN}|present|fail|absent|attempt"),
    ("returning", f"return {_GIVEN}|take|arrive|store dest|place|abroad|inward -home"),
    (
        "returning",
        f"return {_GIVEN}|take|arrive depot|carrier|courier|shop|airport|airline|plane"
        " -home",
    ),
    ("returning", "return take from:sender|by:courier"),
    (
        "returned!",
        f"return {_GIVEN}|take|arrive sender|home -from:home|begin|accept|from:sender",
    ),
    ("", "return docs sender"),
    ("returned!", f"back take by:sender|subj:sender -{_OPEN}|fail|absent|accept"),
    ("returned!", "arrive|deliver home -return|from:home"),
    ("returned!", f"back arrive|take at:sender|to:sender -{_OPEN}|place"),
    ("returned!", f"take by:home|subj:home -{_OPEN}|return|from:home"),
    ("returning", "take|sign home -from:home"),
    ("returned!", "return done sender -begin|depart|out|present|not|will|forward"),
    ("returning", f"back {_GIVEN}|take warehouse"),
    ("returned!", "back deliver|sign -return"),
    ("returned!", "return deliver|sign -colon|warehouse|buyer|neighbour|box"),
    ("delivery_failed", "return depot fail|attempt|absent|refuse -sender"),
    ("delivery_failed", "return by:courier|subj:courier -sender|hand|home"),
    ("last_mile", "return process -sender|home|reverse"),
    ("last_mile", "return to:depot|by:courier -sender|home|reverse|depart"),
    ("last_mile", "return misroute -sender|home|reverse|china"),
    ("last_mile", "return carrier -sender|forward|hand|reverse|china"),
    ("returning", "return"),
    # --- delivery failed
    ("customs_hold", "refuse customs|import|export|duty|clear"),
    ("customs_hold", "fail|delay customs -deliver|delivery"),
    (
        "delivery_failed",
        "fail delivery|put to:shop -ready|buyer|at:shop|collect|absent|attempt|hand",
    ),
    ("", "delivery refuse to:neighbour|to:box -fail|attempt|absent"),
    (
        "pickup_point",
        "fail|absent|refuse|attempt shop at:shop|to:shop|ready -from:shop",
    ),
    ("", "refuse plane|airline -buyer|return"),
    ("pickup_point", "fail|absent|attempt|refuse ready shop -if|return|sender"),
    ("delivery_failed", "refuse -will|if|wish|maybe"),
    ("delivery_failed", "refuse wish subj:buyer -return|will|if|maybe|delivery|paper"),
    ("customs", "absent subj:customs -buyer"),
    ("customs_hold", "absent buyer to:customs"),
    ("last_mile", "absent subj:depot -return|china|sender|buyer|courier"),
    ("delivery_failed", "delivery cancel at:box -return|will|if"),
    ("delivery_failed", "absent -will|if|wish|maybe -deliver|hand|put"),
    ("delivery_failed", "badaddress -will|if|customs|data"),
    ("", "misroute delivery wish"),
    ("last_mile", "misroute -maybe|if|wish"),
    (
        "last_mile",
        "out to:depot -deliver|delivery|courier|vehicle|buyer|from:depot|not|return"
        "|depart",
    ),
    ("out_for_delivery", "out -not|notyet|if|wish|return|cancel|customs"),
    (
        "out_for_delivery",
        "take|hand present subj:courier to:buyer -not|if|wish|will|return|depot",
    ),
    ("delivery_failed", "fail delivery|deliver|out|put|hand|courier -wish|if"),
    (
        "out_for_delivery",
        "attempt delivery present -fail|absent|not|sender|return|will",
    ),
    ("out_for_delivery", "begin delivery subj:courier -not|notyet|return|will|sender"),
    ("out_for_delivery", "take present today subj:buyer -not|if|will|wish|shop"),
    ("returning", "attempt at:sender -take|courier|collect|buyer"),
    (
        "last_mile",
        "attempt wrong -absent|badaddress|refuse|buyer|return|sender|data|maybe|if"
        "|will",
    ),
    ("", "attempt delay -fail|absent|badaddress|refuse|return"),
    (
        "delivery_failed",
        "attempt delivery|deliver|out|put|courier -wish|if|not|notyet|will|order",
    ),
    ("", "attempt delivery will"),
    ("out_for_delivery", f"attempt at:vehicle -{_OPEN}|fail|absent|depot|sender"),
    ("delivery_failed", "attempt -customs|will|wish|if|take|sender|not|notyet"),
    ("delivery_failed", "not collect subj:duty -notyet|need|wait|will|if"),
    (
        "pickup_point",
        "nobody|not|notyet collect -sender|courier|carrier|neighbour"
        "|by:neighbour|refuse|if",
    ),
    ("delivery_failed", "nobody take|hand|deliver|sign|put -will|collect"),
    ("pickup_point", "nobody -will|if"),
    # --- ready for collection
    (
        "registered",
        "ready from:sender|at:sender|by:courier|courier|by:carrier -buyer|customs"
        "|clear",
    ),
    ("customs_hold", "ready duty need"),
    ("pickup_point", "ready not|notyet subj:buyer -if|return|sender|customs"),
    ("pickup_point", "ready -if|wish|not|notyet|customs|will|part"),
    ("pickup_point", "ready shop"),
    ("pickup_point", "if collect at:shop|in:shop -not|notyet|nobody|return|will"),
    ("pickup_point", "hold|process shop -customs|duty|china|origin|return|will|if"),
    ("pickup_point", "wait|will take buyer -wish|not|sender"),
    # --- at customs
    (
        "departed",
        "export clear|done|customs|pay|accept -hold|inspect|fail|refuse|will|wait"
        "|return|back",
    ),
    (
        "departed",
        "export begin|process|forward|data|order -hold|inspect|fail|refuse|not|notyet"
        "|missing|need",
    ),
    ("customs_hold", "export hold|inspect|fail"),
    ("departed", f"clear customs china -{_OPEN}|import|dest|abroad|return|back|need"),
    ("customs", "inspect|hold clear -not|notyet|fail"),
    ("customs", "hold customs done -not|notyet|will|need|missing|fail"),
    ("customs", "inspect|hold not|nolonger"),
    ("", "inspect|hold if customs -wish|need"),
    ("received", "hold china -customs|duty|plane|airport|export|docs|return"),
    (
        "delivery_failed",
        f"delivery hold -{_OPEN}|customs|duty|docs|import|inspect|sender|buyer|return"
        "|depot|shop|at_customs",
    ),
    (
        "last_mile",
        "hold subj:depot -customs|duty|docs|import|inspect|return|china|sender|shop"
        "|at_customs|if",
    ),
    ("last_mile", "hold delivery will -customs|duty|docs|import|inspect|at_customs"),
    ("customs_hold", "hold customs|duty|docs|import|inspect|at_customs"),
    ("customs", f"inspect done -{_OPEN}|need|missing|fail|deliver|hand|put"),
    (
        "departed",
        f"inspect airport origin -{_OPEN}|customs|hold|fail|import|need|wait|return",
    ),
    ("customs_hold", "inspect customs|begin|wish|take|will"),
    ("customs_hold", "inspect -item -process"),
    ("customs_hold", "clear customs not|fail|refuse"),
    ("customs_hold", "clear fail -done|depot|plane|export|return|deliver|delivery"),
    ("customs_hold", "duty pay wait|need|not|notyet -done|sender"),
    ("customs_hold", "pay wait buyer -deliver|delivery|shop|paper|return"),
    ("customs_hold", "duty wish buyer -return|deliver|paper"),
    ("customs_hold", "duty need|missing|not|wait|store|ask -pay"),
    ("customs_hold", "duty pay will|if -sender|done|take"),
    ("customs", "duty pay|take"),
    ("customs_hold", "customs need|missing"),
    ("customs_hold", "customs cancel -return|hold|inspect|not|deliver|order|export"),
    ("customs_hold", "clear not docs|missing|at_customs|wrong"),
    (
        "arrived",
        f"import process at:airport|at:inward|to:inward -{_OPEN}|customs|need|missing"
        "|return|back|china|export|clear",
    ),
    ("customs", f"import begin|process -{_OPEN}|need|missing|refuse|hold|arrive"),
    ("customs_hold", "subj:export wish|need|ask -return|clear"),
    ("departed", "delay china -customs|delivery|deliver|hand"),
    ("customs", "clear|pay customs|import -notyet"),
    ("customs", f"done subj:import -{_OPEN}|need|missing|hold|refuse|arrive"),
    (
        "customs_hold",
        "clear not -sender|warehouse|notyet|plane|export|depot|wrong|begin|done|docs"
        "|china",
    ),
    ("customs", "begin docs -not|missing|need|return"),
    ("customs", "customs notyet done -hold|clear|import|begin"),
    ("", "customs not|notyet|will begin|done"),
    ("", "customs notyet -hold|clear"),
    ("", "customs will -begin|done|hand|pay|clear"),
    ("customs_hold", "subj:customs wait -pay|begin|clear"),
    ("", "customs wait -pay|begin|clear|store"),
    ("customs", f"docs take|accept import|customs|subj:docs -{_OPEN}|return|export"),
    ("customs", "clear -not|notyet|will|depot|plane|export|if"),
    # --- given to somebody other than the buyer
    ("delivered!", f"hand subj:shop|by:shop to:buyer -{_OPEN}|return|back|sender"),
    ("received", f"take by:courier subj:sender -{_OPEN}|return|buyer|back"),
    ("received", f"hand|put by:sender|subj:sender -{_OPEN}|return|carrier|docs|back"),
    (
        "received",
        f"delivery done warehouse|depot china -{_OPEN}|return|back|buyer|sender|plane",
    ),
    (
        "received",
        f"take|hand china|origin shop|carrier -{_OPEN}|return|ready|collect|airline",
    ),
    ("", f"{_GIVEN} by:sender -china"),
    ("", f"deliver|delivery|put {_HERE} wish|if|maybe|said|promise -out|depot|not"),
    ("", f"deliver|delivery {_HERE} will -out|ready|depot|shop"),
    (
        "delivered!",
        f"take subj:buyer at:depot -{_OPEN}|return|courier|carrier|from:buyer",
    ),
    (
        "delivered!",
        f"take collect by:buyer at:depot -{_OPEN}|return|courier|carrier",
    ),
    (
        "returned!",
        f"take collect by:sender|subj:sender at:shop|at:depot -{_OPEN}|courier|carrier"
        "|buyer",
    ),
    (
        "last_mile",
        f"sorting {_GIVEN}|take|arrive|forward shop -{_OPEN}|return|back|sender|china"
        "|neighbour|ready|collect",
    ),
    ("pickup_point", f"take by:neighbour|subj:neighbour to:shop -{_OPEN}|return|buyer"),
    (
        "delivered!",
        f"take by:buyer|subj:buyer|by:neighbour|subj:neighbour -{_OPEN}"
        "|return|order|courier|carrier|depot",
    ),
    (
        "delivered!",
        f"hand|deliver to:buyer at:shop|in:shop|by:shop -{_OPEN}|return|back|sender"
        "|courier|ready|wait",
    ),
    (
        "out_for_delivery",
        "hand|deliver present today subj:carrier|subj:courier -not|notyet|if|will|wish"
        "|maybe|return|sender|depot|shop",
    ),
    (
        "out_for_delivery",
        "take present subj:courier to:shop -not|if|will|return|from:shop",
    ),
    ("out_for_delivery", f"{_GIVEN}|delivery present shop -if|wish|not"),
    (
        "out_for_delivery",
        "deliver present today -not|notyet|if|will|wish|maybe|return|sender|shop",
    ),
    (
        "pickup_point",
        f"{_GIVEN}|arrive|store|ready|take shop -from:shop|sender"
        f"|by:neighbour|forward|out|{_OPEN}",
    ),
    ("pickup_point", f"delivery to:shop -{_OPEN}|forward|load"),
    ("pickup_point", f"sign|take by:shop -{_OPEN}|sender|buyer|collect|neighbour"),
    ("out_for_delivery", "forward|out|depart to:shop -not|will"),
    ("arrived", f"{_GIVEN}|take to:airline abroad|dest -plane|china|not|will|return"),
    (
        "arrived",
        f"take|arrive|process|store at:airline|in:airline abroad|dest -{_OPEN}|plane"
        "|china|return|back|origin|depart",
    ),
    (
        "arrived",
        f"{_GIVEN}|take from:airline|by:airline|subj:airline abroad|dest|inward",
    ),
    ("arrived", f"clear subj:airline|by:airline -{_OPEN}|customs|china|return|export"),
    (
        "arrived",
        f"take from:plane|from:airline -{_OPEN}|china|origin|transit|return|sender",
    ),
    ("departed", f"{_GIVEN}|take airline|plane|export -not|will|wish|notyet"),
    ("departed", f"{_GIVEN} airport china|origin|outward -not|will"),
    (
        "arrived",
        f"deliver to:airport dest|abroad -{_OPEN}|china|origin|return|back|buyer"
        "|carrier",
    ),
    ("departed", f"{_GIVEN} to:airport -dest|abroad|inward|return|back|{_OPEN}"),
    (
        "arrived",
        f"arrive|process|take at:china|to:china depot|warehouse in:abroad -{_OPEN}"
        "|from:china|depart|return|back|sender|origin|airport|buyer|to:abroad|in:china",
    ),
    (
        "received",
        f"{_GIVEN}|take|arrive depot|warehouse china|origin"
        " -not|will|notyet|airport|plane|airline|export|outward|return|back",
    ),
    (
        "received",
        f"deliver china|origin -{_OPEN}|return|back|airport|plane|airline|customs"
        "|export|outward|carrier|courier|buyer|neighbour|box|shop|sender",
    ),
    ("customs", f"{_GIVEN} to:customs|customs -not|will"),
    ("departed", "load by_air -delivery|courier|not|notyet|deliver|shop|buyer|return"),
    (
        "out_for_delivery",
        "process to:vehicle -plane|airport|china|will|not|notyet|return|by_air",
    ),
    (
        "out_for_delivery",
        "hand|put|load to:courier|vehicle|courier -not|notyet|will|subj:vehicle"
        "|to:depot|box|neighbour",
    ),
    ("last_mile", "out to:depot -deliver|courier|vehicle|buyer|from:depot"),
    ("out_for_delivery", "load delivery -not|notyet|will|if|plane|carrier|airport"),
    ("out_for_delivery", f"store vehicle -{_OPEN}|plane|airport|china"),
    ("out_for_delivery", f"forward present to:buyer -{_OPEN}|paper|place|dest|abroad"),
    ("out_for_delivery", "courier forward buyer -not|notyet|will|if|wish"),
    (
        "out_for_delivery",
        "subj:courier forward -not|notyet|will|if|wish|sender|china|take|depot|return"
        "|carrier|shop",
    ),
    ("returning", f"forward|depart to:home -{_OPEN}|from:home|data|paper"),
    (
        "returning",
        "forward|depart to:sender -from:sender|not|will|if|wish|data|paper|docs|wait",
    ),
    ("out_for_delivery", "subj:courier|subj:carrier delivery today will -not|if|wish"),
    ("out_for_delivery", "take by:courier|subj:courier delivery|out -not"),
    (
        "out_for_delivery",
        f"take collect by:courier|subj:courier at:depot|from:depot -{_OPEN}|china"
        "|sender|return|carrier|warehouse|origin|back",
    ),
    # --- delivered
    ("delivery_failed", f"deliver|sign|put|hand not {_HERE}|neighbour -maybe|ask"),
    ("delivery_failed", "deliver not -notyet|store|part|maybe|ask|if|will"),
    ("", "deliver notyet|not"),
    ("", f"deliver|sign {_OPEN}|part"),
    ("", "deliver subj:data"),
    (
        "arrived",
        "deliver|hand|put dest depot|warehouse -buyer|neighbour|box|carrier|will|wish"
        "|if|return|back|china",
    ),
    ("last_mile", "deliver data|place|dest|abroad -buyer|neighbour|box"),
    ("last_mile", f"{_GIVEN} depot -home|origin"),
    (
        "received",
        f"deliver subj:carrier china -{_OPEN}|return|back|plane|airport|abroad"
        "|dest|buyer"
        "|box|neighbour|shop|to:carrier",
    ),
    (
        "received",
        f"sign subj:carrier china -{_OPEN}|return|back|plane|airport|abroad|dest",
    ),
    ("last_mile", "deliver|sign|hand|put carrier -by:carrier|wait|notyet|will"),
    (
        "last_mile",
        "sign|take|hand by:carrier|subj:carrier -sender|china|origin|from:sender|not"
        "|notyet|will|wait",
    ),
    ("received", "sign|hand|put warehouse -sender"),
    ("received", "deliver warehouse -sender"),
    (
        "delivered!",
        f"deliver|put|hand to:buyer|to:neighbour|to:box|at:buyer|at:neighbour"
        "|at:box|by:box|in:buyer|in:neighbour|in:box|with:buyer|with:neighbour"
        "|subj:buyer"
        f"|subj:neighbour -{_OPEN}"
        "|sender|place|to:courier|with:courier|subj:courier|at:courier|china|airport"
        "|from:buyer",
    ),
    ("", "sign by:courier -deliver|buyer|neighbour|box|return"),
    ("delivered!", f"sign buyer|neighbour|box -{_OPEN}|sender|place|courier"),
    ("returned!", "hand to:sender -return"),
    ("returned!", "deliver to:sender|at:sender -china|by:sender|subj:sender"),
    ("received", f"deliver subj:sender -{_OPEN}|return|back"),
    (
        "delivered!",
        "deliver|sign -place|to:courier|with:courier|subj:courier|at:courier|sender"
        "|china|origin|airport|customs"
        "|export|import|inward|outward|transit|to|vehicle|dest|abroad|warehouse"
        "|plane|shop|depot|airline",
    ),
    # --- taken over
    ("returning", f"back take -{_OPEN}|sender|buyer|neighbour|collect"),
    (
        "registered",
        "take|hand|delivery from:sender|at:sender|by:sender|sender wait|will",
    ),
    ("", "take by:sender|subj:sender -from:sender|china"),
    ("received", f"take|hand from:sender|at:sender|by:sender -{_OPEN}"),
    ("received", f"take from:buyer china -{_OPEN}"),
    (
        "received",
        f"take|sign by:carrier|subj:carrier china -{_OPEN}|return|back|plane|airport"
        "|export|abroad|dest",
    ),
    ("customs", "take customs -not"),
    ("arrived", f"take|sign depot dest -{_OPEN}|china|sender|carrier|return|back"),
    ("arrived", f"take at:airport abroad|dest -{_OPEN}|china|return|back|buyer"),
    (
        "arrived",
        f"take at:depot in:abroad -{_OPEN}|china|sender|carrier|return|back|sorting"
        "|delivery|buyer|courier|shop",
    ),
    ("last_mile", "take depot|carrier -china|origin|sender|not|notyet|will|inward"),
    ("arrived", "take dest|abroad|inward -not|will"),
    ("departed", "take airport|outward -not|will"),
    ("received", "not|notyet depart china -plane|airport|airline|export|return"),
    ("departed", "store|wait transit plane"),
    ("last_mile", "delivery will from:depot|at:depot|in:depot -not|if|wish|return"),
    ("last_mile", "delivery will subj:depot|subj:carrier -if|not|return"),
    # --- on the vehicle
    (
        "departed",
        "fail china|origin -customs|export|sender|delivery|deliver|return"
        "|depot|warehouse|docs",
    ),
    (
        "delivery_failed",
        "hand|put not -notyet|sender|carrier|depot|customs|plane|airline|export"
        "|airport",
    ),
    (
        "delivery_failed",
        "fail -customs|export|import|plane|return|clear|if|wish|will|notyet|airport"
        "|data|docs",
    ),
    ("last_mile", f"with:carrier -{_OPEN}|china|origin"),
    ("", "out not|notyet|if|wish|cancel"),
    ("out_for_delivery", "out -return|customs|export"),
    (
        "out_for_delivery",
        "delivery today -fail|attempt|not|notyet|if|wish|will|promise",
    ),
    ("out_for_delivery", f"subj:courier depart|load|item -{_OPEN}|sender|take|find"),
    ("out_for_delivery", "courier delivery today -fail|attempt|not|notyet|if|wish"),
    (
        "out_for_delivery",
        f"with:courier|at:courier|at:vehicle -{_OPEN}|take|hand|load|at:depot",
    ),
    (
        "",
        f"delivery will|if|wish|maybe|promise|not|notyet -carrier|depot|{_GIVEN}"
        "|store|arrive",
    ),
    # --- at a carrier, a depot, in the country
    ("last_mile", f"hand carrier -{_OPEN}|origin|china|wait"),
    ("last_mile", f"process|arrive subj:carrier abroad|dest|depot -{_OPEN}|airport"),
    (
        "last_mile",
        "store at:depot|in:depot -if|wish|sender|return|back|china|origin|ready|not"
        "|notyet|customs|warehouse|airport|fail|refuse|absent|attempt|shop",
    ),
    ("last_mile", "wait at:depot -return|back|china|origin|customs|sender|arrive"),
    ("departed", "at:plane|in:plane|with:plane abroad|dest -arrive|land|not|if|will"),
    (
        "departed",
        "at:origin|at:airport|at:outward airport|outward"
        " -dest|abroad|inward|return|back|will|not|land|arrive",
    ),
    ("arrived", "at:inward|in:inward -not|notyet|will|depart|return|back"),
    ("customs", "customs begin|arrive|process|forward|hand -arrive"),
    (
        "departed",
        "land|arrive|process|store at:china|in:china|to:china|subj:china|origin|outward"
        " airport|plane|outward",
    ),
    ("departed", "delay|store|wait plane|airport -dest|abroad|land|arrive"),
    ("arrived", f"transit customs to:abroad|to:dest -{_OPEN}|return|back"),
    (
        "departed",
        f"forward|depart from:china to:china -{_OPEN}|depot|warehouse|return|wait",
    ),
    ("departed", "transit china"),
    ("departed", "transit|forward to:dest|to:abroad -land|arrive|depot|carrier|return"),
    ("last_mile", "depart from:inward -china|origin|outward"),
    ("departed", "subj:airline airport|origin -not|notyet|will|dest|abroad"),
    ("departed", "transit -depot|abroad|dest|land"),
    (
        "last_mile",
        f"depart from:airport carrier to:depot|to:carrier -china|origin|plane|{_OPEN}",
    ),
    ("departed", f"forward|hand|depart airport|airline -dest|abroad|{_OPEN}"),
    ("departed", "load plane|airline|airport|from:china -notyet"),
    ("departed", "load to:abroad|to:dest -notyet|not|delivery|courier|depot|carrier"),
    ("last_mile", "load not|notyet vehicle|courier -plane|airline|airport|china"),
    ("departed", "load not|notyet"),
    ("departed", "arrive airline -dest|abroad|inward|customs"),
    (
        "arrived",
        f"arrive at_customs -{_OPEN}|depot|warehouse|carrier|china|origin|shop|customs"
        "|airport|plane|return|back|sender|buyer|docs|to:place|vehicle|paper|data",
    ),
    ("departed", "wait depart|load|plane"),
    ("departed", f"process to:plane|at:plane -{_OPEN}|dest|abroad|inward|return|back"),
    ("departed", "not|notyet arrive|land subj:plane -if|return|back"),
    (
        "departed",
        "notyet depart|land -depot|sender|china|vehicle|courier|warehouse|return|will",
    ),
    ("departed", f"with:airline|at:airline -{_OPEN}|dest|abroad|return|arrive|land"),
    ("arrived", f"land -{_OPEN}"),
    ("arrived", f"arrive from:china|from:origin abroad|dest|inward -{_OPEN}|to:china"),
    (
        "received",
        "arrive|process|store depot|warehouse|china|origin china|origin -notyet|will",
    ),
    ("departed", f"depart process to:dest|to:abroad -{_OPEN}|arrive|return|back"),
    (
        "last_mile",
        f"arrive|process|store|take sorting abroad|dest -{_OPEN}|china|origin|inward"
        "|outward|airport|plane|return|back|import|customs|transit",
    ),
    (
        "last_mile",
        f"process depot abroad -{_OPEN}|china|origin|inward|outward|airport|plane"
        "|return|back|import|customs|transit|arrive|carrier|dest",
    ),
    (
        "arrived",
        f"arrive|process dest|abroad|airport|inward|import -{_OPEN}|shop|buyer|carrier",
    ),
    ("arrived", "arrive plane -depart|notyet|will"),
    (
        "last_mile",
        f"arrive|process|store warehouse carrier -{_OPEN}|china|origin|dest|abroad"
        "|airport|return|back|sender|plane|airline",
    ),
    ("received", "arrive|process|store warehouse -not|will|dest|abroad"),
    (
        "received",
        f"depart|forward to:depot|to:warehouse to:china|at:china|in:china -{_OPEN}"
        "|plane|airport|airline|export|return|back|from:china|outward|clear|dest",
    ),
    (
        "received",
        f"depart domestic -{_OPEN}|plane|airport|airline|export|outward|return|back"
        "|abroad|dest",
    ),
    (
        "departed",
        f"depart origin|china|airport|plane|export|outward|transit -{_OPEN}|to:buyer",
    ),
    (
        "last_mile",
        "depart|forward|process|store|arrive|transit depot|carrier"
        " -will|wish|if|sender|return",
    ),
    ("departed", "depart dest|abroad -not|will|depot"),
    ("departed", "plane depart|delay|load -not"),
    ("customs", "customs -not|will|if|wish|maybe|wait"),
    ("departed", f"depart -{_OPEN}|buyer|courier|vehicle|place"),
    (
        "received",
        f"take -{_OPEN}|buyer|neighbour|shop|box|return|carrier|paper|delivery",
    ),
    (
        "received",
        "process -not|will|cancel|wrong|depot|carrier|dest|abroad|forward|wait|begin"
        "|to:place",
    ),
    ("out_for_delivery", "hand|deliver will today subj:courier -not|if|wish|sender"),
    ("registered", "wait|will take|hand courier|sender"),
    (
        "registered",
        "take will -buyer|neighbour|customs|carrier|return|shop|depot|warehouse"
        "|airline|airport|plane|deliver|delivery|dest|abroad|docs|if|wish|box|paper",
    ),
    ("customs_hold", "import refuse|hold"),
    ("last_mile", "subj:depot done|delay -return|back|china|origin|sender|wrong"),
    ("last_mile", f"arrive place -{_OPEN}|china|origin|return|back|sender|dest|abroad"),
    ("last_mile", f"process to:place -{_OPEN}|china|origin|return|back|sender"),
    ("last_mile", f"forward to:place -{_OPEN}|china|return|back|sender"),
    ("departed", "plane -if|maybe|wish|return|dest|abroad"),
    ("", _OPEN),
    ("pickup_point", "at:shop -from:shop|return"),
    ("pickup_point", f"subj:shop item colon -{_OPEN}|return|back"),
    (
        "delivered!",
        "at:box|in:box|with:neighbour|at:neighbour|with:buyer"
        f" -{_OPEN}|back|paper|return|attempt|fail|will",
    ),
    ("arrived", "in:dest|at:dest -not|notyet|will|if|depart|return|back"),
    (
        "arrived",
        f"in:abroad|at:abroad -{_OPEN}|depart|return|back|depot|carrier|courier|buyer",
    ),
    ("last_mile", f"to:depot -{_OPEN}|return|back|china|origin|sender|plane|airport"),
    ("last_mile", f"subj:carrier item -{_OPEN}|china|origin|sender|return|back"),
    ("registered", "at:sender|store sender -return|back"),
    ("received", "at:depot|at:warehouse china|origin"),
    ("last_mile", "at:depot|with:depot -return|back|china|origin"),
)


def _compiled(state, meanings):
    needs, excluded = [], set()
    for word in meanings.split():
        if word[0] == "-":
            excluded.update(word[1:].split("|"))
        else:
            needs.append(frozenset(word.split("|")))
    end = state.endswith("!")
    state = state.rstrip("!")
    beside = ()
    if end:
        asked = frozenset().union(*needs)
        beside = _BESIDE[state].union(name.rpartition(":")[2] for name in asked)
    return state, frozenset(beside), tuple(needs), frozenset(excluded)


ROWS = tuple(_compiled(*row) for row in _TABLE)
_NOTHING = ("", False)


def _names(meanings):
    return {name for name in meanings if ":" not in name}


@lru_cache(maxsize=20_000)
def stands_for(meanings):
    """(state, whether it may be an end) of a clause: a frozenset of meanings."""
    for state, beside, needs, excluded in ROWS:
        # Most rows lack the first of what they need.
        for need in needs:
            if need.isdisjoint(meanings):
                break
        else:
            if excluded.isdisjoint(meanings) and (
                not beside or _names(meanings) <= beside
            ):
                return state, bool(beside)
    return _NOTHING
