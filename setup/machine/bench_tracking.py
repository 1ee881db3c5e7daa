"""The row about tracking: ``tracking.texts``, how long reading the carriers' texts
takes."""

import random
import time

from .bench_rows import Bound, Pair, row

_TEXTS = 10_000
_MOST_MS = 1000
_TIMES = 5

#: Sentences of feeds; "{}" is a number and a name that differ from parcel to parcel.
_SENTENCES = (
    "Shipment information received by carrier",
    "Parcel received at the {} depot",
    "Departed from origin airport HKG, flight {}",
    "Arrived at destination airport, {}",
    "Held in customs, additional documents required from the consignee",
    "Released from customs, handed over to the last-mile carrier, number {}",
    "Delivery attempt failed: recipient not available, new attempt on {}",
    "Delivered, left with a neighbour, {}",
    "Out for delivery 派送中 {}",
    "快件已揽收，运单 {}",
    "已签收，签收人：本人 {}",
    "退件已签收 {}",
    "Die Sendung wurde in das Zustellfahrzeug geladen, Tour {}",
    "Empfänger nicht angetroffen, Sendung wurde in die Filiale {} gebracht",
    "Votre colis est disponible dans votre bureau de poste jusqu'au {}",
    "Przesyłka awizowana, do odbioru w placówce {}",
    "Il tuo pacco è stato consegnato il {}",
    "Intento de entrega fallido, {}: destinatario ausente",
    "<p>The parcel is being <b>returned</b> to the sender, number {}</p>",
    "Unless duties of {} EUR are paid, the goods will be destroyed",
)


def _taken(call):
    """Return the milliseconds that the processor works for one call; other programs on
    the machine do not count.
    """
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def _of_its_own(chance):
    """Return a number and a name that no other text has: a text that differs only in
    its numbers is read once.
    """
    name = "".join(chance.choice("abcdefghiklmnoprstuvz") for _ in range(6))
    return f"{chance.randrange(10**8)}, {name.title()}"


@row(
    "tracking.texts",
    f"{_TEXTS} different texts of seven languages read",
    "the same texts in capitals and sorted, nothing understood",
    times=5,
    warm_up=1,
)
def texts(env):
    chance = random.Random(5)
    samples = [
        chance.choice(_SENTENCES).format(_of_its_own(chance)) for _ in range(_TEXTS)
    ]
    rules = env["linkstar.tracking.rule"]

    def ours():
        for text in samples:
            rules._meaning("AF", text)

    taken = min(_taken(ours) for _time in range(_TIMES))
    return Pair(
        ours,
        lambda: sorted(map(str.upper, samples)),
        (
            Bound(
                "tracking.texts",
                f"{_TEXTS} different texts of seven languages read: time of the"
                " processor",
                taken,
                _MOST_MS,
                "ms",
            ),
        ),
    )
