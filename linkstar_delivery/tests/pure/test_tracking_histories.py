# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whole histories, as feeds send them: where a parcel is after all of them, by the
reader and the order of states together.
"""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from addons.linkstar_delivery.rules.tracking import Reader
from hypothesis import given
from hypothesis import strategies as st
from lifecycle.tracking import Event, position

START = datetime(2026, 11, 2, 8)
READER = Reader()

#: (where it ends, texts in the order of time; half a day lies between two).
HISTORIES = [
    # --- the usual way
    ("registered", "Shipment information received by carrier"),
    ("received", "已收到订单信息，等待揽收|快件已揽收|包裹已到达深圳分拨中心"),
    (
        "departed",
        "Parcel picked up from the merchant in Dongguan|Departed from origin"
        " airport HKG",
    ),
    ("arrived", "已揽收|航班已起飞|航班已抵达法兰克福"),
    ("customs", "航班已起飞|已到达目的国|进口清关中"),
    ("customs", "Shipment released from customs|Arrived at destination airport, FRA"),
    (
        "last_mile",
        "Import customs clearance in progress|Shipment released from"
        " customs|Parcel handed over to Royal Mail for final delivery",
    ),
    (
        "out_for_delivery",
        "Das Paket ist im Zustelldepot eingetroffen|Die Sendung wurde"
        " in das Zustellfahrzeug geladen",
    ),
    ("delivered", "Arrived at the delivery depot|Out for delivery|Delivered"),
    ("delivered", "已到达当地派送站点|派送中|已签收，签收人：本人"),
    (
        "delivered",
        "Colis arrivé sur le site de livraison|Colis en cours de"
        " livraison|Votre colis est livré",
    ),
    ("delivered", "Przyjęta w sortowni|Wydana kurierowi do doręczenia|Dostarczona"),
    ("delivered", "Arrivato in filiale|In consegna|Consegnata"),
    ("delivered", "En la delegación de destino|En reparto|Entregado"),
    (
        "delivered",
        "Import customs clearance in progress|海关已放行|An Deutsche Post"
        " übergeben|In Zustellung|Zugestellt an Empfänger persönlich",
    ),
    # --- texts that look like an end
    ("departed", "快件已揽收|航空公司已签收货物"),
    (
        "departed",
        "Parcel picked up from the merchant in Dongguan|Delivered to the airline",
    ),
    ("last_mile", "海关已放行|派送公司已签收，等待分拣"),
    ("last_mile", "Shipment released from customs|Delivered to local courier"),
    ("received", "已揽收|国内段：深圳仓已签收"),
    ("customs", "Landed in Liege|Customs returned the item to the broker"),
    (
        "customs_hold",
        "进口清关中|海关扣留，等待收件人缴税|若无人认领，海关将销毁该货物",
    ),
    (
        "customs_hold",
        "En cours de dédouanement|Le colis sera détruit si la taxe n'est pas payée",
    ),
    ("out_for_delivery", "Out for delivery|Expected to be delivered by 18:00"),
    (
        "out_for_delivery",
        "Colis en cours de livraison|Le destinataire a demandé une"
        " nouvelle date de livraison",
    ),
    (
        "last_mile",
        "Arrived at the delivery depot|The package may have been lost, an"
        " investigation was opened",
    ),
    ("last_mile", "Arrivato in filiale|Il pacco potrebbe essere smarrito"),
    ("last_mile", "Przyjęta w sortowni|Przesyłka prawdopodobnie zaginęła"),
    # --- missed, shops, collected
    ("delivery_failed", "Out for delivery|Unsuccessful delivery attempt: nobody home"),
    (
        "delivery_failed",
        "In Zustellung|Empfänger nicht angetroffen|Returned to the"
        " depot after an unsuccessful attempt",
    ),
    ("out_for_delivery", "派送中|派送失败，地址错误|快递员正在派送"),
    (
        "delivered",
        "Out for delivery|Unsuccessful delivery attempt: nobody home|Out for"
        " delivery|Delivered to a neighbour",
    ),
    (
        "pickup_point",
        "Auf Zustelltour|Empfänger nicht angetroffen, Sendung wurde in die"
        " Filiale gebracht",
    ),
    ("pickup_point", "派送中|派送成功，已放快递柜"),
    ("pickup_point", "W doręczeniu|Umieszczona w paczkomacie, gotowa do odbioru"),
    (
        "delivered",
        "Umieszczona w paczkomacie, gotowa do odbioru|Paczka odebrana przez"
        " odbiorcę w punkcie",
    ),
    (
        "delivered",
        "Colis livré en point relais, à retirer avant le 12 mai|Le"
        " destinataire a retiré le colis au point relais",
    ),
    ("delivered", "已到达自提点，等待取件|收件人已在自提点取件"),
    (
        "pickup_point",
        "Consegnato al locker, pronto per il ritiro|Pacco disponibile per il ritiro",
    ),
    # --- after the delivery
    ("delivered", "Out for delivery|Delivered|Arrived at the delivery depot"),
    (
        "delivered",
        "Zugestellt|Photo of the delivery is available|Please rate the delivery",
    ),
    ("delivered", "Delivered|Delivered|Delivered, left with a neighbour"),
    ("delivery_failed", "Delivered|The receiver rejected the shipment"),
    # --- back to the sender
    (
        "returning",
        "Out for delivery|The receiver rejected the shipment|The parcel is"
        " being sent back to the sender",
    ),
    (
        "returning",
        "Returned to sender|Return shipment arrived at the sorting hub|Out"
        " for delivery",
    ),
    ("returning", "Returned to sender|Return delivery attempt at the sender's failed"),
    ("returned", "Destinatario ausente|En devolución al remitente|Entregado"),
    (
        "returned",
        "Returned to sender|Arrived at the delivery depot|Out for delivery|Delivered",
    ),
    (
        "returned",
        "Rücksendung eingeleitet, Annahme verweigert|Die Rücksendung wurde dem"
        " Absender zugestellt",
    ),
    ("returned", "收件人拒收|包裹正在退回发件人|发件人已签收退回包裹"),
    ("returned", "Zwrot w drodze do nadawcy|Zwrot doręczony nadawcy"),
    (
        "delivered",
        "Returned to sender|Return cancelled, parcel is at the depot|Out for"
        " delivery|Delivered",
    ),
    ("out_for_delivery", "退件已离开德国仓库|退件取消，继续派送|派送中"),
    ("returning", "Delivered|Returned to sender"),
    # --- taken back
    (
        "last_mile",
        "Out for delivery|Delivered|Delivery message was wrong, the parcel"
        " lies in the depot",
    ),
    ("out_for_delivery", "Out for delivery|Delivered|Delivery scan withdrawn"),
    ("last_mile", "已签收|签收有误，已撤销"),
    (
        "delivered",
        "Zugestellt|Als zugestellt markiert, obwohl das Paket im Depot"
        " liegt|Auf Zustelltour|Zugestellt im Briefkasten",
    ),
    (
        "last_mile",
        "Parcel declared lost after investigation, claim accepted|The parcel"
        " was found again",
    ),
    (
        "delivered",
        "Shipment was lost in transit|The parcel was found again|Out for"
        " delivery|Delivered",
    ),
    # --- over in another way
    (
        "lost",
        "Arrived at the delivery depot|The package may have been lost, an"
        " investigation was opened|Investigation closed: parcel lost",
    ),
    ("lost", "在途|包裹可能丢失，正在调查|确认包裹遗失"),
    ("destroyed", "Vom Zoll angehalten, Rechnung fehlt|Vom Zoll vernichtet"),
    ("destroyed", "海关扣押|包裹已被海关销毁"),
    (
        "destroyed",
        "Trattenuto in dogana, documenti mancanti|Il pacco è stato distrutto"
        " dalla dogana",
    ),
    # --- two feeds interleaved, late data, export
    (
        "departed",
        "Departed from origin airport HKG|Shipment information received by carrier",
    ),
    (
        "last_mile",
        "Parcel handed over to Royal Mail for final delivery|进口清关中|已到达目的国",
    ),
    ("customs_hold", "快件已揽收|Held by export customs in Shenzhen"),
    (
        "departed",
        "快件已揽收|Held by export customs in Shenzhen|Export customs clearance"
        " finished",
    ),
    ("none", "No tracking data yet|暂无物流信息"),
    ("none", "Order was cancelled by the seller"),
    (
        "customs",
        "Landed, clearance has not begun|Presented to customs in Liege|Customs"
        " data complete, no documents missing, clearance running",
    ),
    # --- whole trips, as consolidators, posts and parcel services write them
    (
        "delivered",
        "Waybill generated, parcel not handed in yet|Accepted by carrier|Inbound in "
        "sorting center|Outbound in sorting center|Hand over to airline|Arrived at "
        "destination country|Import clearance start|Import clearance success|Handed "
        "over to GLS|Out for delivery|Delivered, left in the garage",
    ),
    (
        "delivered",
        "快递员已上门揽收|货物已入深圳仓，等待出库|出口海关/放行|航空公司接收|"
        "航空公司启运|飞机进港，飞机进港（到达目的地）|送交境外进口海关|"
        "进口海关/放行|到达境外投递局|投递员正在派件|境外妥投",
    ),
    (
        "pickup_point",
        "Electronic notice only, goods follow|Picked up by our driver from the "
        "vendor|Uplifted from Hong Kong, flight CX271|Landed in Liege, customs not "
        "started|Customs has given the goods free|Arrived at delivery office|Card "
        "left, nobody opened|Left at the kiosk for you to collect until 14 May",
    ),
    (
        "returned",
        "Out for delivery|The addressee would not sign|Returns to Shenzhen with the "
        "next flight|Return handed to the airline|Return has arrived at the sorting "
        "centre|Sender has the goods again",
    ),
    (
        "returning",
        "Delivered to the parcel shop, seven days to collect it|Collection period "
        "over, goes back to the seller|Return parcel out for delivery to the seller|"
        "Seller was not there to take the return",
    ),
    (
        "customs_hold",
        "Arrived at the inward office of exchange|Customs asks what the goods are "
        "worth|Customs has received an invoice copy by e-mail|Recipient must pay VAT "
        "before release",
    ),
    (
        "last_mile",
        "Customs wants an invoice|Documents received by customs, clearance goes on|"
        "Cleared under simplified procedure|Injected into the DHL network|At the "
        "parcel depot, waits for tomorrow's round",
    ),
    (
        "out_for_delivery",
        "Handed to Colissimo for delivery|Wrong flat number, driver left again|The "
        "parcel is being prepared for tomorrow's round|The driver has left the depot "
        "with your parcel",
    ),
    (
        "delivered",
        "Sendungsdaten übermittelt|Vom Versender in Shenzhen abgeholt|Abflug aus "
        "Hongkong|Ankunft am Zielflughafen Leipzig|Zollabfertigung abgeschlossen|Im "
        "Zustelldepot eingetroffen|In Zustellung|Empfänger nicht angetroffen|In "
        "Zustellung|An Nachbarn übergeben",
    ),
    (
        "returned",
        "In Zustellung|Annahme verweigert|Paket ist auf dem Rückweg zum Absender|"
        "Rücksendung im Depot eingetroffen|Die Rücksendung wurde dem Absender "
        "zugestellt",
    ),
    (
        "pickup_point",
        "Colis pris en charge par le transporteur|En cours de dédouanement|Colis "
        "arrivé sur le site de livraison|Destinataire absent, avis de passage laissé|"
        "Votre colis est disponible dans votre bureau de poste",
    ),
    (
        "returning",
        "Colis en cours de livraison|Adresse incomplète|Retour à l'expéditeur",
    ),
    (
        "delivered",
        "Przesyłka nadana|Przesyłka w drodze do kraju przeznaczenia|Odprawa celna "
        "zakończona|Przyjęta w sortowni|Wydana kurierowi do doręczenia|Nieudana "
        "próba doręczenia, nikogo nie było|Przesyłka awizowana, do odbioru w "
        "placówce|Paczka odebrana przez odbiorcę w punkcie",
    ),
    (
        "customs_hold",
        "Arrivato nel paese di destinazione|In sdoganamento|Trattenuto in dogana, "
        "documenti mancanti",
    ),
    (
        "delivered",
        "Preso in carico|In sdoganamento|Sdoganato|Arrivato in filiale|In consegna|"
        "Destinatario assente|In consegna|Consegnata",
    ),
    (
        "out_for_delivery",
        "Envío admitido|Llegado al país de destino|En trámite de aduana|Despachado "
        "por la aduana|En la delegación de destino|En reparto",
    ),
    (
        "returned",
        "Intento de entrega fallido: destinatario ausente|Disponible en la oficina|"
        "En devolución al remitente|Entregado al remitente",
    ),
    (
        "delivery_failed",
        "Delivered to the recipient's branch|Out for delivery|Was brought to the "
        "recipient but he was out",
    ),
    ("pickup_point", "Out for delivery|Accepted by the staff of the parcel shop"),
    (
        "destroyed",
        "Customs intends to destroy the goods|Recipient has not answered customs|"
        "Customs has destroyed the counterfeit articles",
    ),
    (
        "lost",
        "Arrived at the sorting center in Hagen|Being looked for|Parcel assumed lost|"
        "Investigation closed: parcel lost",
    ),
    ("last_mile", "清关中|已清关|当地派送公司已签收|误标为已签收，包裹仍在站点"),
    ("returning", "派送中|收件人超期不取，退回寄件人|退件到达莱比锡分拨中心"),
    (
        "customs",
        "Awaiting departure of the freighter|Import customs clearance started|"
        "Customs cleared the parcel|Arrived in Europe by plane",
    ),
]


def events(texts):
    found = []
    for number, text in enumerate(texts.split("|")):
        reading = READER.read("", text, "linkstar")
        at = START + number * timedelta(hours=12)
        found.append(Event(at, reading.known, reading.correction, "", text))
    return found


def test_so_many_are_asked_for():
    assert len(HISTORIES) >= 90


@pytest.mark.parametrize(("end", "texts"), HISTORIES)
def test_history(end, texts):
    history = events(texts)
    assert position(history).state == end, [
        (event.text, event.state, event.correction) for event in history
    ]


@pytest.mark.parametrize(("end", "texts"), HISTORIES)
def test_shuffled_and_repeated_it_is_the_same(end, texts):
    chance = random.Random(texts)
    history = events(texts)
    several = [*history, *chance.choices(history, k=len(history))]
    chance.shuffle(several)
    assert position(several).state == end


@given(
    history=st.sampled_from(HISTORIES),
    chance=st.randoms(use_true_random=False),
    early=st.integers(-1000, 1000),
)
def test_messages_in_any_order(history, chance, early):
    """Each event has the moment when it was first received, after it happened or,
    with clocks that differ, in the order in which they happened.
    """
    end, texts = history
    several = [
        replace(event, received=event.at + timedelta(minutes=early))
        for event in events(texts)
    ]
    several += chance.choices(several, k=len(several))
    chance.shuffle(several)
    assert position(several).state == end


def test_an_event_of_a_wrong_year_is_not_the_last_one_for_ever():
    wrong = Event(START.replace(year=2099), "delivery_failed", received=START)
    later = Event(START + timedelta(hours=1), "delivered")
    for order in ((wrong, later), (later, wrong)):
        assert position(order).state == "delivered"
    assert position([wrong]).state == "delivery_failed"
