# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""English, also as translated from Chinese."""

#: A phrase means the same with and without these words.
ARTICLES = frozenset(("the", "a", "an", "your", "our", "its", "their", "his", "her"))

ABBREVIATIONS = {
    "addr": "address",
    "adr": "address",
    "arpt": "airport",
    "arr": "arrived",
    "arrd": "arrived",
    "att": "attempt",
    "attd": "attempted",
    "attmpt": "attempt",
    "attpt": "attempt",
    "awb": "waybill",
    "bldg": "building",
    "clr": "cleared",
    "clrd": "cleared",
    "cnee": "consignee",
    "cnl": "cancelled",
    "cnor": "shipper",
    "cnsgmt": "consignment",
    "cntr": "center",
    "cstms": "customs",
    "ctr": "center",
    "custs": "customs",
    "cxl": "cancelled",
    "cxld": "cancelled",
    "delvd": "delivered",
    "delvy": "delivery",
    "dep": "departed",
    "deptd": "departed",
    "dest": "destination",
    "disp": "dispatched",
    "dlv": "delivery",
    "dlvd": "delivered",
    "dlvr": "deliver",
    "dlvrd": "delivered",
    "dlvry": "delivery",
    "dlvy": "delivery",
    "dly": "delay",
    "dlyd": "delayed",
    "dmg": "damaged",
    "dmgd": "damaged",
    "doc": "document",
    "docs": "documents",
    "dpt": "departed",
    "drvr": "driver",
    "est": "estimated",
    "exp": "expected",
    "flt": "flight",
    "fwd": "forwarded",
    "fwded": "forwarded",
    "gds": "goods",
    "incorr": "incorrect",
    "insp": "inspection",
    "insuff": "insufficient",
    "inv": "invoice",
    "lbl": "label",
    "mfst": "manifest",
    "mgr": "manager",
    "ngbr": "neighbour",
    "pcl": "parcel",
    "pcs": "pieces",
    "pkg": "package",
    "pkgs": "packages",
    "pkup": "pickup",
    "pls": "please",
    "plz": "please",
    "pmt": "payment",
    "prcl": "parcel",
    "proc": "processed",
    "pymt": "payment",
    "rcd": "received",
    "rcpnt": "recipient",
    "rcpt": "receipt",
    "rcv": "receive",
    "rcvd": "received",
    "rcvr": "receiver",
    "recd": "received",
    "recip": "recipient",
    "recpt": "recipient",
    "reqd": "required",
    "ret": "return",
    "retd": "returned",
    "rqd": "required",
    "rtn": "return",
    "rtnd": "returned",
    "rtrn": "return",
    "rtrnd": "returned",
    "sched": "scheduled",
    "sgnd": "signed",
    "shpmt": "shipment",
    "shpr": "shipper",
    "shpt": "shipment",
    "sig": "signature",
    "sndr": "sender",
    "svc": "service",
    "tfr": "transfer",
    "tmr": "tomorrow",
    "tmrw": "tomorrow",
    "trnsfr": "transfer",
    "undel": "undelivered",
    "undlvd": "undelivered",
    "unsucc": "unsuccessful",
    "veh": "vehicle",
    "whs": "warehouse",
    "whse": "warehouse",
    "xfer": "transfer",
    "xfr": "transfer",
}

WORDS = {
    "deliver": (
        "delivered, dilivered, deliverd, delivery completed, delivery complete, "
        "delivery done, delivery successful, delivery was successful, successful "
        "delivery, successfully delivered, delivery made, delivery confirmed, delivery "
        "has been completed, final delivery, redelivered, delivered again, delivered "
        "anew, delivery carried out, delivery finished, delivery is finished, delivery "
        "has been made, delivery was completed, delivery was made, delivery to the "
        "recipient is finished, delivery to the recipient completed, delivery to "
        "recipient successful, delivery to the neighbour successful, delivery "
        "performed, delivery fulfilled, delivery accomplished, delivery ok, delivery "
        "concluded, delivery to household member completed, delivery to neighbour "
        "completed, delivery to neighbor completed, delivery to neighbour completed, "
        "delivery to customer completed, delivery is completed, delivery is complete, "
        "delivery is done, delivery has been successful, delivery has been done, "
        "delivery is made, delivery took place, delivery has taken place, delivery "
        "effected, delivery executed, delivery is confirmed, delivery has been "
        "confirmed, delivery was confirmed, delivery has been carried out, delivery "
        "was carried out, handed over against signature, handed over personally, "
        "handed over in person, handed out against signature, personally handed over, "
        "handed out personally, handed out in person, delivery of {item} successful, "
        "delivery of {item} was successful, delivery of {item} completed, delivery of "
        "{item} was completed, delivery of {item} has been completed, delivery to "
        "{buyer} complete, delivery to {buyer} completed, delivery to {buyer} done, "
        "delivery to {buyer} successful, delivery to {buyer} was successful, delivery "
        "to {buyer} finished, delivery to {buyer} is complete, delivery to {buyer} is "
        "completed, delivery to {buyer} was completed, delivery to {buyer} has been "
        "completed, delivery to {buyer} carried out, delivery to {buyer} was made, "
        "delivery to {buyer} has been made, successful delivered, delivered "
        "successful, has deliver, already deliver, was deliver, delivered late, "
        "delivered with delay, delivered day late, delivered with a delay"
    ),
    "delivery": (
        "delivery, for final delivery, deliver, delivers, deliveries, redelivery, "
        "redeliver, for second attempt, for second delivery attempt, for third "
        "attempt, for third delivery attempt, for next attempt, for next delivery "
        "attempt, for another attempt, for another delivery attempt, for new attempt, "
        "for new delivery attempt, for further attempt, for further delivery attempt, "
        "for last attempt, for last delivery attempt, for final attempt, for final "
        "delivery attempt, for fourth attempt, for fourth delivery attempt"
    ),
    "sign": (
        "signed, signed for, signature obtained, signed off, signature captured, "
        "signature received, signature given, signature collected, acknowledged, "
        "acknowledged receipt, confirmed with signature, confirmed with his signature, "
        "confirmed receipt, confirms receipt, confirmed by his signature, has "
        "confirmed receipt, counter signed, countersigned, pod signed, signed pod, has "
        "sign, have sign, already sign"
    ),
    "hand": (
        "injected, delivered to the care, put into the care, given over, gave, hands "
        "over, hands, released for delivery to, injected into, fed into, forwarded to "
        "carrier, fed in, passed to, given to, handed, handed over, handed out, "
        "handed in, hand over, handover, handed off, given, tendered, brought to, "
        "taken to, transferred to, transferred, transfered, transfer, passed, passed "
        "on, turned over, entrusted, submitted, surrendered, consigned, released to, "
        "delivered on behalf of, brought, handing over, handing, handing in, "
        "transferring, passes to, passing to, entrusts, entrusting, deliver up, "
        "commits to, gives to, gives over, injects, injecting, feeds into, feeding "
        "into, turned in to, turned over to, tenders, tendering, hands off, consigns, "
        "hand parcel in, hand it in, hand item in, handed it in, brings it in, bring "
        "it in, hand goods in, bring parcel in, hand parcel over, hand item over, "
        "hand it over, hand goods over, hand shipment over"
    ),
    "put": (
        "left with, left in, left at, left on, left by, left behind, left inside, "
        "placed, deposited, dropped, dropped off, posted, put, inserted, stowed, laid "
        "down, hung on, slipped, leaned, pushed, slid, laid, set down, put down, left "
        "safe, left safely, left securely"
    ),
    "take": (
        "got, obtained, has got, booked in, taken in, checked in, in hand, took over, "
        "taken possession, received, taken, took, taken over, took delivery of, in "
        "possession, taken charge of, receipt, posting, reception, induction, "
        "acceptance scan, took possession of, has taken over, took in, did get, gets "
        "hold of, take, took delivery, has it, has parcel, has item, has goods, has "
        "package, has shipment, has consignment, has got it, has got parcel, took "
        "receipt, receipted, gained possession, taken on board by, taken into custody, "
        "checked into, logged in, logs in, entered into stock, booked into, booked "
        "{item} in, checked {item} in, taken {item} in, took {item} in, books {item} "
        "in, checks {item} in, takes {item} in, adopted"
    ),
    "return": (
        "go back, returns to, returning home, sends back, sends the item back, sends "
        "the parcel back, send it back, sent it back, return leg, taken back, return, "
        "returns, returned, returning, send back, being sent back, goes back, going "
        "back, on the way back, on its way back, back on its way, brought back, coming "
        "back, shipped back, travels back, going home, travelling home, on the return "
        "trip, return trip, return way, return journey, on the way home, back to its "
        "sender, back to the shipper, back to the seller, back to the merchant, sent "
        "home, goes home, it goes home, sent back, back, delivered back, gets it back, "
        "gets parcel back, get it back, receives it back, gets goods back, gets item "
        "back, get parcel back, will get back, gets back, as return, as return parcel, "
        "on its way to origin, on way to origin, way back to origin, gave back, given "
        "back, gives back, giving back"
    ),
    "return sender": (
        "back to sender, back to the sender, rts, return to sender, "
        "returned to sender, original sender, original shipper, original seller, "
        "original merchant"
    ),
    "destroy": (
        "burnt, burned, crushed, thrown away, pulped, recycled, disposed off, "
        "eliminated, destroyed, destructed, disposed, disposed of, scrapped, "
        "incinerated, discarded, shredded, put to the shredder, done away with, "
        "melted down, demolished, trashed, destroyed by fire, sent to landfill"
    ),
    "lose": (
        "declared lost, declared as lost, written off as lost, written off, considered "
        "as lost, was stolen, gone astray, gone missing, went missing, went astray, "
        "vanished, robbed, not be found again, cannot be found any more, lost, missing "
        "parcel, missing item, missing package, stolen, disappeared, untraceable, lost "
        "in transit, cannot be located, considered lost, treated as lost, finally "
        "lost, gone for good, irrecoverable, irretrievably lost, unrecoverable, "
        "confirmed as lost, confirmed lost, declared as a loss, declared a loss, "
        "written off as a loss, was lost, is lost, lost irrecoverably, considered to "
        "be lost, presumed to be lost for good, never found, never turned up, stays "
        "missing, remains missing, remained missing, could not be found again, missing "
        "for good, lost for good, is missing for good, as lost, got lost, has got "
        "lost, is gone, got stolen, lost on the way, lost in transport, lost during "
        "transport, lost at sea, regarded as lost, regarded lost, deemed lost, deemed "
        "to be lost, classed as lost, lost with ship, lost with plane, lost with van, "
        "lost with lorry, lost with container, lost with truck, lost with vessel, lost "
        "during flight, lost in flight, lost on flight, lost on board, declares lost, "
        "declares {item} lost, declared {item} lost, declares {item} as lost, declared "
        "{item} as lost, declares {item} to be lost, considers {item} lost, considers "
        "{item} as lost, regards {item} as lost, confirms {item} as lost, confirmed "
        "{item} as lost, confirms {item} lost, must be considered lost, has to be "
        "considered lost, must be considered as lost, has to be considered as lost, "
        "must be regarded as lost, has to be regarded as lost, must be treated as "
        "lost, has to be treated as lost, counts as lost, declared missing, declared "
        "as missing, declares {item} missing, declared {item} missing, confirmed "
        "missing, confirmed as missing, officially missing, definitively missing, "
        "definitely missing, booked as loss, booked as lost, registered as lost, "
        "registered as loss, registered as a loss, entered as loss, declared total "
        "loss, declared as total loss, unaccounted for, not accounted for, could not "
        "be accounted for, cannot be accounted for, lost overboard, gone overboard, "
        "washed overboard, swept away, washed away, disappeared without trace, "
        "vanished without trace, gone without trace, lost without trace, mislaid for "
        "good, irretrievable, irretrievably gone, has gone astray, have gone astray, "
        "confirmed stolen, total loss in transit, total loss during transport, total "
        "loss at depot, total loss on the way, considered total loss, considered a "
        "total loss, considered a loss, is a total loss, remains untraceable, is "
        "untraceable, remain untraceable"
    ),
    "find": (
        "found again, was found, has been found, rediscovered, back again, shown up, "
        "emerged, found, located, turned up, recovered, retrieved again, reappeared, "
        "resurfaced, came to light, discovered, tracked down, retraced, is there "
        "again, is back in the network, back in the network, has surfaced, find, "
        "finds, finds again, locates, recovers, reappears, surfaces, resurfaces, "
        "discovers, turns up, is back again, missing parcel is back, missing item is "
        "back, lost parcel is back, missing shipment is back, appeared, has appeared, "
        "appeared again, showed up, shows up, popped up, was located, has been "
        "located, back on track, {maybe search} successful, {maybe search} was "
        "successful, {maybe search} is successful"
    ),
    "refuse": (
        "would not take, will not take, did not pay, would not pay, does not accept, "
        "not accepted, unwanted, not wanted, did not take, refused to pay, refuses to "
        "pay, refused to accept, turned away, sent away, refused, refusal, refuses, "
        "rejected, rejects, rejection, declined, refuse, does not want, did not "
        "accept, did not want, not permitted, not allowed, not admitted, did not want "
        "to take, unwilling, acceptance denied, acceptance refused, not taken by the "
        "recipient, declines, does not take, did not agree to take, no cash, has no "
        "cash, no money, did not have the money, no money for, would not accept, will "
        "not accept, did not want to accept, signature refused, refused to sign, "
        "refuses to sign, would not sign, rejecting, refusing, declining, reject, "
        "decline, sends away, turns away, turned down, turns down, spurned, non "
        "accepted, nonaccepted, denied, deny, ordered nothing, did not order, has not "
        "ordered, never ordered, not ordered, did not have cash, had no cash, had no "
        "money, without cash, could not pay, not able to pay, cannot pay, unable to "
        "pay, no cash at hand, not enough cash, insufficient cash, wants no delivery, "
        "does not want delivery, wants no parcel, does not want parcel, does not wish "
        "delivery, wants nothing, amount not ready, cash not ready, money not ready, "
        "payment not ready, cash not available, money not available, amount not "
        "available, cod not ready, cod amount not ready, cod amount not available, cod "
        "refused, cod not paid, cod unpaid, cod was not paid, did not pay cod, cash on "
        "delivery not ready, cash on delivery amount not ready, cash on delivery not "
        "available, cash on delivery refused, cash on delivery not paid"
    ),
    "absent": (
        "missed the recipient, no identity card, identity card missing, nobody there, "
        "nobody was there, no one there, no one was there, nobody at the address, no "
        "one at the address, nobody at home, was closed, company closed, closed at, "
        "closed for, closed today, found closed, shop was closed, does not live, did "
        "not live, not living, no person, not met, not reached by phone, did not "
        "answer, on vacation, not encountered, nobody answered the door, nobody in, no "
        "reply, on holiday, did not open, not at home, not home, nobody home, no one "
        "home, no one at home, nobody was home, nobody was at home, no one was at "
        "home, not available, unavailable, absent, was out, not present, nobody "
        "present, not there, no answer, no one answered, nobody answered, did not meet "
        "you, we missed you, sorry we missed you, not in, away, office closed, office "
        "was closed, shop closed, business closed, closed on arrival, premises closed, "
        "recipient moved, has moved, moved away, no response, not reached, could not "
        "be reached, unreachable, not reachable, deceased, unknown recipient, "
        "recipient unknown, receiver unknown, addressee unknown, consignee unknown, "
        "nobody opened, no one opened, door not opened, not known, no one opened the "
        "door, name not known, recipient not known, no one to receive, nobody to "
        "receive, nobody to sign, no one to sign, nobody there to sign, nobody was "
        "there to sign, no authorised person, no authorized recipient, nobody "
        "available, no one available, did not answer phone, did not answer the door, "
        "did not respond, does not answer, could not reach the recipient, holiday "
        "closure, closed due to holiday, premises were closed, door remained closed, "
        "was shut, nobody reacted, did not open the door, out of office, recipient on "
        "holiday, no contact, no contact with, not contactable, was not there, was not "
        "in, was not at home, was not home, not at the address, company was shut, "
        "office was shut, moved to a new address, moved without, neither recipient "
        "nor, neither addressee nor, neither recipient, nobody met, no one met, was "
        "not met, were not met, not been met, door closed, door was closed, company "
        "moved, company has moved, firm moved, business moved, business has moved, "
        "vacant, left no address, moved left no address, nobody came, no one came, "
        "nobody came to door, no one came to door, nobody in house, nobody in "
        "building, nobody around, no one around, no one in house, house empty, house "
        "was empty, house is empty, wrong phone number, phone number wrong, incorrect "
        "phone number, invalid phone number, wrong telephone number, phone "
        "unreachable, wrong contact details, phone switched off, phone off, phone not "
        "answered, not answering phone, can not be reached, cannot be reached, could "
        "not be contacted, cannot be contacted, can not be contacted, unable to "
        "contact, unable to reach recipient, unable to reach customer, could not "
        "contact, could not reach, no phone number, phone number missing, deserted, "
        "office deserted, office empty, premises empty, premises deserted, shop shut, "
        "office shut, shut, all closed, nobody on site, no staff, no employee, "
        "reception closed, reception not staffed, not staffed, firm closed, business "
        "shut, gone away, recipient away, on a journey, on journey, on business trip, "
        "on trip, gone on holiday, in hospital, on leave, at work, not around, no such "
        "recipient, no such person, no such company, no such addressee, no such name, "
        "no recipient of this name, nobody of that name, nobody by that name, nobody "
        "of this name, nobody with this name, closed down, has closed down, out of "
        "business, no longer in business, no longer lives, no longer there, no longer "
        "at this address, no longer at address, person unknown, name unknown, customer "
        "unknown, buyer unknown, firm unknown, company unknown, unknown person, "
        "unknown customer, unknown consignee, unknown addressee, unknown receiver, "
        "says no, dead, died, has died, passed away, {buyer} out, {buyer} is out, "
        "{sender} closed, {sender} is closed, {sender} shut, nobody was in, no one was "
        "in, nobody was available, no one was available, nobody is in, no one is in, "
        "nobody is home, no one is home, nobody is at home, no one is at home, nobody "
        "is there, no one is there, no one in, nobody was present, no one was present, "
        "no one present, noone home, noone at home, none at home, nobody responded, no "
        "one responded, {buyer} moved, {buyer} has moved, {buyer} relocated, {buyer} "
        "has relocated, {buyer} no longer there, door was not opened, nobody opened "
        "door, doorbell not answered, doorbell was not answered, bell was not "
        "answered, bell not answered, door was not answered, {buyer} is unknown, "
        "{buyer} was unknown, {buyer} is not known, {buyer} not known, met nobody, met "
        "no one, found nobody, found no one, saw nobody, encountered nobody, {buyer} "
        "had moved, did not reach {buyer}, could not reach {buyer}, cannot reach "
        "{buyer}, did not find {buyer}, did not meet {buyer}, could not meet {buyer}, "
        "could not find {buyer}, did not come to door, did not come, nobody came to "
        "open, unable to locate {buyer}, cannot locate {buyer}, could not locate "
        "{buyer}, not able to locate {buyer}"
    ),
    "badaddress": (
        "no doorbell, no bell, no name, name not found, name not on, no house number, "
        "does not exist, street not found, house not found, address does not exist, "
        "address could not be found, cannot be found, wrong postcode, postcode wrong, "
        "incorrect postcode, illegible address, address illegible, missing house "
        "number, apartment number missing, no door number, wrong address, incorrect "
        "address, incomplete address, insufficient address, address incorrect, address "
        "incomplete, address insufficient, address unknown, bad address, address "
        "wrong, address not found, unknown address, address problem, address issue, "
        "incorrect or incomplete address, address is incomplete, address is incorrect, "
        "address is wrong, no access, access denied, no safe place, letterbox blocked, "
        "mailbox full, mailbox blocked, letterbox full, no such number, house number "
        "missing, address error, invalid address, could not access, unable to access, "
        "no doorbell with that name, found no doorbell, found no name, wrong house "
        "number, house number wrong, name missing, missing name, name is missing, "
        "wrong street, address not complete, address cannot be found, address could "
        "not be located, address was wrong, address was incomplete, needs a better "
        "address, poor address, faulty address, no access to the building, gate "
        "locked, gate closed, locked gate, dog, no letter box, no letterbox, no "
        "mailbox, could not find the address, address does not match, unknown at the "
        "address, not known at the address, unknown at this address, postal code "
        "wrong, wrong postal code, incorrect postal code, incomplete recipient, flat "
        "number missing, intercom not working, no intercom, name is not on, not on the "
        "bell, not on the doorbell, name not on bell, name not on the door, did not "
        "find the house, did not find the address, did not find the door, could not "
        "find the house, house could not be found, street could not be found, address "
        "unclear, name unreadable, no name plate, nameplate missing, house number does "
        "not exist, street does not exist, street name does not exist, receptacle "
        "blocked, receptacle full, mail receptacle full, no mail receptacle, no secure "
        "location, no secure location available, bell did not work, doorbell did not "
        "work, bell broken, doorbell broken, bell not working, doorbell not working, "
        "bell out of order, could not get into, could not get in, could not enter, "
        "cannot enter, not able to enter, unable to enter, could not get to, cannot "
        "get to, no way in, entry denied, entrance locked, entrance closed, door "
        "locked, locked door, building locked, building closed, locked building, door "
        "code missing, missing door code, gate code missing, no door code, wrong flat "
        "number, wrong apartment number, wrong door number, wrong zip code, zip code "
        "wrong, zip code incorrect, wrong city name, unable to locate address, unable "
        "to locate premises, unable to locate house, unable to locate street, unable "
        "to locate property, could not locate address, could not locate premises, "
        "could not locate house, could not locate property, cannot locate address, "
        "cannot locate premises, access problem, access problems, access issue, suite "
        "number missing, suite number is missing, suite number is either missing or "
        "incorrect, unit number missing, street number is incorrect, street number "
        "missing, house number is either missing or incorrect, address is either "
        "missing or incorrect, apartment number is either missing or incorrect, street "
        "number is either missing or incorrect, apartment number is missing, house "
        "number is missing, house number is incorrect, house number is wrong, street "
        "name is wrong, street name missing, not let in, not admitted to building, "
        "turned away at gate, gate was locked, gate was closed, entrance was locked, "
        "entrance was closed, lift out of order, not accessible, inaccessible, area "
        "not accessible, address not accessible, could not be accessed, road blocked, "
        "road closed, street closed, blocked road, blocked street, no parking, no "
        "parking place, parking place not found, street is closed, road is closed, "
        "street was closed, road was closed, street blocked, road was blocked, road is "
        "blocked, construction site, road works, roadworks, flooded road, out of "
        "delivery area, outside delivery area, not in delivery area, out of area, "
        "outside of delivery area, access code missing, missing access code, no access "
        "code, entry code missing, door code wrong, gate code wrong, entrance code "
        "missing, intercom broken, intercom out of order, bell missing, code for door "
        "missing, house number not found, street number not found, flat number not "
        "found, door number not found, house number could not be found, apartment not "
        "found, apartment number not found, no safe location, no safe location to "
        "leave, no safe spot, no secure place, no secure spot, no place to leave, no "
        "safe place to leave, code for gate missing, code of gate missing, code of "
        "door missing, access code for gate missing, access code for door missing, "
        "access code for building missing, access code needed, gate code needed, door "
        "code needed, code unknown, gate code unknown, door code unknown, access code "
        "unknown, access code wrong, letterbox too small, mailbox too small, letterbox "
        "jammed, street unknown, house unknown, unknown street, unknown house, house "
        "number unknown, unknown house number, street name unknown, address not known, "
        "building unknown, address invalid, address is invalid, address not valid, "
        "address faulty, address false, address unreadable, address inaccurate, "
        "inaccurate address, address not correct, address is not correct, address is "
        "insufficient, address seems wrong, delivery address invalid, location "
        "inaccessible, wrong name, name wrong, incorrect name"
    ),
    "attempt": (
        "attempt, attempts, attempted, attempting, tried, tries, trying, try, missed "
        "delivery, delivery missed, card left, left a card, calling card, attempted "
        "delivery, notice left, left a notice, left a note, left a notification, when "
        "{carrier} attempted, when driver attempted, when courier attempted, when we "
        "attempted, when we tried, at time of attempt, at time of delivery, at time "
        "of first delivery attempt, at time of delivery attempt, upon delivery, on "
        "delivery attempt"
    ),
    "fail": (
        "does not fit, did not fit, too large, too big, prevented, hindered, not able, "
        "no success, to no avail, road closure, closed road, bad weather, not carried "
        "out, did not work, not succeed, did not succeed, not made, not take place, "
        "did not take place, broken off, aborted, failed, failure, fails, failing, "
        "unsuccessful, unsuccessfully, without success, in vain, delivery exception, "
        "unable, missed, not successful, not completed, not possible, impossible, "
        "undeliverable, undelivered, nondelivery, non delivery, not deliverable, could "
        "not be delivered, cannot be delivered, could not deliver, unable to deliver, "
        "exception, incident, vainly, locker full, locker is full, locker was full, "
        "parcel locker full, all lockers full, could not be completed, could not be "
        "carried out, could not be made, could not be performed, could not take place, "
        "could not be finished, cannot be completed, cannot be made, could not "
        "complete, could not make, could not be effected, could not be executed, could "
        "not be fulfilled, not feasible, no delivery, not delivered successfully, "
        "unable to collect payment, could not collect payment, payment not collected, "
        "not been able to deliver, not able to deliver, did not manage to deliver, did "
        "not get to deliver, not manage to deliver, delivery abandoned, delivery was "
        "abandoned, attempt abandoned, obstructed, thwarted, hampered, delivery "
        "disrupted, fail, shop full, shop was full, shop is full, parcel shop full, "
        "parcel shop was full, parcelshop full, attempt without result, without any "
        "success, could not leave {item}, cannot leave {item}, unable to leave {item}"
    ),
    "out": (
        "delivery trip, delivery tour, on the round, delivery run, round of the "
        "postman, on tour, with the postman, will be with you today, with you today, "
        "driver has the parcel, postman has your parcel, has your parcel on board, on "
        "board of the van, with the delivery driver, with delivery driver, in the "
        "delivery vehicle, in the delivery van, driver is on the way, driver on the "
        "way, courier on the way, second trip, on the last leg, next stop is you, on "
        "its way to the recipient, on its way to the customer, out for delivery, out "
        "on delivery, on the delivery vehicle, on delivery vehicle, out for final "
        "delivery, on vehicle for delivery, on its physical delivery, physical "
        "delivery scheduled, on the way to you, on its way to you, on the way to the "
        "recipient, on the way to the customer, in delivery, on the delivery round, on "
        "delivery round, delivery round, delivery route, on the road, out with, "
        "bringing the parcel, bringing your parcel, will bring, bring, bringing, in "
        "the vehicle, on board for delivery, loaded onto the van, today between, being "
        "delivered, is being delivered, with the driver, with driver, with courier, "
        "with the courier, with delivery courier, with the delivery courier, courier "
        "for delivery, delivery to the recipient today, delivering today, delivery in "
        "progress, delivery is in progress, physical delivery in progress, loaded into "
        "the van, loaded on the truck for delivery, heading for the recipient, heading "
        "to the recipient, heading to you, approaching you, delivery to the recipient "
        "on truck, out with the courier, in the courier's van, with the mail carrier, "
        "with the letter carrier, with the rider, being brought, is brought, is being "
        "brought, being taken to the recipient, taken out for delivery, gone out for "
        "delivery, went out for delivery, in the courier's vehicle, on the courier's "
        "vehicle, in the driver's van, on the postman's round, carried by the postman, "
        "travelling with the driver, travelling with the courier, out with the driver, "
        "out with the postman, on today's round, on today's tour, on today's route, "
        "started the round, started the tour, starts the round, starts the tour, "
        "begins the tour, begins the round, has started the tour, started the delivery "
        "round, has begun the round, third trip, trip of driver, today's tour, tour of "
        "today, today's round, driver's tour, parcel on delivery, is on delivery, item "
        "on delivery, shipment on delivery, stops away, stop away, stops from you, few "
        "stops away, taken out by, new delivery attempt today, new attempt today, next "
        "attempt today, next delivery attempt today, km away, kilometres away, minutes "
        "away, metres away, miles away, will ring today, driver has started, courier "
        "has started, driver has set off, courier has set off, attempt under way, "
        "attempt underway, delivery attempt in progress, driver is near you, courier "
        "is near you, courier near you, driver near you, last trip, final trip, last "
        "stretch, final stretch, attempt is under way, attempt is underway, attempt in "
        "progress, attempt is in progress, attempt running, courier has it, courier "
        "has parcel, courier has item, driver has it, driver has parcel, driver has "
        "item, postman has it, postman has parcel, postman has item, postwoman has it, "
        "postwoman has parcel, postwoman has item, mailman has it, mailman has parcel, "
        "rider has it, rider has parcel, mail carrier has it, mail carrier has parcel, "
        "letter carrier has it, letter carrier has parcel, delivery driver has it, "
        "delivery driver has parcel, about to ring, will ring your bell, about to "
        "arrive, about to deliver, about to reach you, stops before, new try today, "
        "next try today, second try today, another attempt today, second attempt "
        "today, third attempt today, next stop yours, your stop is next, you are next, "
        "next on round, taken along, taken with him, took along, has taken along, "
        "taken it along, taken parcel along, took parcel along, driver is coming, "
        "courier is coming, driver coming, postman is coming, delivery driver is "
        "coming, on its last kilometre, driver approaching, courier approaching, tour "
        "started, tour has started, round started, round has started, tour begun, "
        "delivery tour started, route started, delivery under way, delivery underway, "
        "delivery is under way, delivery running, delivery ongoing, delivery has "
        "begun, delivery has started, delivery started, delivery begins, delivering in "
        "street, delivering in area, delivering nearby, delivering near you, "
        "delivering around corner, en route to {buyer}, heading to {buyer}, under way "
        "to {buyer}, travelling to {buyer}, on road to {buyer}, underway to {buyer}, "
        "gone out with round, gone out with morning round, morning round, afternoon "
        "round, morning tour, afternoon tour, delivery vehicle loaded, van loaded, "
        "vehicle loaded, delivery van loaded, in transit to {buyer}, on delivery "
        "truck, on delivery lorry, in delivery truck, on delivery bike, on delivery "
        "car, in delivery lorry, on truck for delivery, on lorry for delivery, on van "
        "for delivery, out again for delivery, again out for delivery, out once more, "
        "out for delivery again, coming to you, comes to you, coming to {buyer}, comes "
        "to {buyer}, began tour, began round, begins round, started tour, starts tour, "
        "began route, on tour since, on round since, began delivery, ofd, out 4 "
        "delivery, {courier} is on route, {courier} on route, {courier} is en route, "
        "{courier} en route, out for physical delivery, in distribution, under "
        "distribution, under delivery, in process of delivery, in course of delivery, "
        "out on round, out on delivery round, delivering, {courier} is near, {courier} "
        "near, {courier} is nearby, {courier} nearby, {courier} comes within, "
        "{courier} arrives within, {courier} comes in next, {courier} will be there "
        "within"
    ),
    "ready": (
        "available for collection, available for pickup, ready for pickup, awaits "
        "collection, awaiting pickup, waiting for pickup, collect from, collect it, "
        "kept for collection, held for pickup, for collection, available at, awaits "
        "you, can collect, may collect, awaiting consignee collection, please collect, "
        "stored for collection, pickup code, pick up code, waiting to be collected, to "
        "be collected, ready to be collected, can be collected, must be collected, "
        "waiting to be picked up, to be picked up, can be picked up, available for "
        "pick up, ready for pick up, awaiting pick up, to be fetched, can be fetched, "
        "available to collect, available to be collected, ready for collection, "
        "awaiting collection, waiting for collection, awaiting customer collection, "
        "awaiting customer pickup, ready to collect, ready to pick up, held for "
        "collection, collection code, waiting for the recipient to collect, waiting "
        "for the customer, waiting for its recipient, waiting for the recipient, being "
        "held for pickup, kept for the recipient, kept for the customer, customer can "
        "pick up, hold for pickup, hold at location, to collect, has to collect, must "
        "collect, may be collected, may be picked up, may be fetched, can be taken "
        "from, can be taken at, can be obtained, may pick up, can pick up, can pick it "
        "up, can be retrieved, ready and waiting, ready to be picked up, ready to be "
        "fetched, awaits its recipient, awaits the recipient, awaits the customer, "
        "awaiting the recipient, awaiting the customer, waiting to be fetched, collect "
        "your parcel, collect your item, for you to collect, pick up your parcel, pick "
        "it up at, can be had, may be had, is to be had, collection period prolonged, "
        "collection period extended, pick up period extended, pickup period extended, "
        "pick up deadline extended, collection deadline extended, pickup deadline "
        "extended, storage period extended, collection time extended, storage "
        "extended, available for {buyer} to pick up, available for {buyer} to collect, "
        "ready for {buyer} to collect, ready for {buyer} to pick up, waiting for "
        "{buyer} to collect, waiting for {buyer} to pick up, available for {buyer}, "
        "waiting for {buyer} to fetch, collection reminder, reminder to collect, "
        "pickup reminder, pick up reminder, reminder of collection, please go to, "
        "please come to, please visit, waiting for you, waits for you, stored for you, "
        "kept for you, held for you, stored for {buyer}, collect within, please "
        "collect within, pick up within, to be collected within, to fetch, to pick up, "
        "to pick it up, to be fetched by, to fetch it, pickup deadline prolonged, "
        "collection deadline prolonged, pick up deadline prolonged, storage period "
        "prolonged, storage prolonged, collection time prolonged, storage time "
        "extended, storage time prolonged, pickup time extended, pickup time "
        "prolonged, collection date extended, collection window extended, waits for "
        "its collection, waits for collection, waits to be collected, waits to be "
        "picked up, waits to be fetched, waits for pick up, waits for pickup, awaiting "
        "its collection, pick up period, pickup period, pick up deadline, pickup "
        "deadline, collection deadline, collection period, retention until, get it at, "
        "get it from, please get it, held for {buyer}, reserved for {buyer}, lies for "
        "{buyer}, waits for {buyer}, waiting for {buyer}, keeps for {buyer}"
    ),
    "hold": (
        "seal, under seal, keeps back, held, hold, on hold, retained, retention, "
        "stopped, sealed, blocked, withheld, kept back, holds, uncleared, customs "
        "issue, customs delay, stuck, is stuck, hung up, keeps hold, detains, retains, "
        "seizes, put on hold, parked, held back, kept under seal, kept in custody, "
        "retain, retaining, stops, blocks, blocking, seals, freeze, frozen, "
        "immobilised, immobilized, kept on hold, set aside, put aside by customs, "
        "pulled aside, quarantine, on ice, locked up, halted, halt, halts, "
        "interrupted, paused, put aside, puts aside"
    ),
    "inspect": (
        "physical check, customs check, checks, further checks, opened by customs, x "
        "rayed, sample, sampling, inspection, inspected, inspecting, examination, "
        "examined, examine, inspect, picked for inspection, selected for inspection, "
        "selected for customs inspection, spot check, x ray, checked by, random check, "
        "screening, open the parcel, opens the parcel, picked for, picked out, singled "
        "out, selected, chosen by customs, chosen for inspection, chosen for check, "
        "chosen for a control, selected for check, selected for examination, selected "
        "for control, control by customs, under examination, opened for inspection, "
        "scanned by customs, random inspection, intensive check, inspects, examines, "
        "examining, selects, x rays, x raying, samples, samples taken, sample taken, "
        "physical inspection, physical examination, customs exam, exam, intensive "
        "exam, scrutiny, scrutinised, scrutinized, checked by customs, controlled by "
        "customs, customs controls, control ordered, customs control ordered, "
        "inspection ordered, examination ordered, check ordered, control by customs "
        "ordered, picked {item} for, selected {item} for, chose {item} for, takes "
        "{item} for, took {item} for, pulled {item} for, pulled for, pulled out for, "
        "laboratory test, lab test, laboratory analysis, laboratory, lab analysis"
    ),
    "clear": (
        "given the goods free, let through, waved through, set free, no findings, no "
        "finding, nothing found in inspection, may proceed, may enter, free "
        "circulation, approved by customs, customs approval, accepted by customs, "
        "gives free, clean, released, release, cleared, clearance completed, clearance "
        "complete, clearance finished, clearance done, passed customs, clearance "
        "successful, given free, lets go, let go, clearance granted, customs "
        "completed, without findings, passed without findings, inspection passed, "
        "inspection completed, inspection over, inspection finished, hold lifted, "
        "lifted, cleared customs, customs status updated, clearance processing "
        "complete, freed, clearance has been completed, clearance was completed, "
        "release note, clear, clears, let goods go, lets goods go, let parcel go, let "
        "it go, let them go, lets it go, lets parcel go, let cargo go, without "
        "objection, without objections, releases, releasing, clearing completed, green "
        "light, given green light, gives green light, gave green light, waved on, "
        "passed through customs, through customs, out of customs, left customs, leaves "
        "customs, passes customs, passed by customs, got through customs, went through "
        "customs, release granted, release given, no objections, no objection, no "
        "further questions, no more questions, no questions, had no objections, raised "
        "no objections, has no objections, has no objection, all in order, everything "
        "in order, found in order, found correct, everything correct, all correct, all "
        "clear, no complaints, goods are free, are free now, free again, checked and "
        "accepted, examined and accepted, checked and approved, accepted and approved, "
        "no inspection required, no inspection needed, no inspection necessary, no "
        "inspection, no check required, no check needed, no check necessary, no "
        "examination required, no examination needed, no control needed, no control "
        "required, inspection not required, inspection not needed, inspection not "
        "necessary, inspection waived, without examination by customs, found to be in "
        "order, is in order, are in order, papers in order, documents in order, "
        "customs in order, checked by customs and in order, hold is lifted, hold was "
        "lifted, hold has been lifted"
    ),
    "pay": (
        "paid, payment, settled, prepaid, payment received, payed, paid in advance, "
        "waived, exempt, exempted, deferred, paid upfront, covered by seller, covered "
        "by sender, have been charged, has been charged, was charged, were charged"
    ),
    "arrive": (
        "arrived, arrival, arrives, reached, reaches, arriving, has come, arrival "
        "scan, arrive, entered, came into, came in, incoming, come in, has come in, "
        "pulled in, docked, berthed, checked in at destination, ata, got in, gets in, "
        "recovered from airline, freight recovery, cargo recovery, freight recovered, "
        "cargo recovered, reach, reaching, enter, enters, entering, docks, docking, "
        "berths, berth, gate in, gated in, pulls in, makes port, made port, made "
        "landfall, comes in, coming in, check in, is here, has got to, got to, turned "
        "in, made it to, has made it to, have come, have arrived, have come to, has "
        "come to"
    ),
    "land": (
        "landed, touched down, landing, flight arrived, aircraft arrived, land, "
        "lands, touch down, touches down, touchdown, wheels down, on the ground, has "
        "come down, set down at airport, on blocks, came down, come down, comes down, "
        "discharged, container discharged, unloaded from vessel, unloaded from ship, "
        "discharged from vessel, plane unloaded, aircraft unloaded, flight unloaded, "
        "vessel unloaded, ship unloaded"
    ),
    "depart": (
        "departed, departure, left, leaves, has left, departs, dispatched, "
        "despatched, shipped out, took off, taken off, uplifted, uplift, flown, "
        "airborne, en route to destination, exported, outbound, leaving, flight "
        "departed, linehaul, line haul, shipped, sent off, on the flight, sailed, set "
        "sail, set off, rolled out, checked out, pulled out, out of the country, left "
        "the country, flew, has flown, is flying, up in the air, take off, gone out, "
        "sent out, released from warehouse, sent from, exit, exited, depart, fly, "
        "flies, sails, sailing, steams, departing, dispatch, despatch, dispatching, "
        "despatching, dispatches, despatches, departure scan, atd, leave warehouse, "
        "leaving warehouse, leaves warehouse, taking off, takes off, ships, "
        "exporting, sailed off, exports, ship out, shipped off, sail, exits, exiting, "
        "gated out, gate out, pushed back, pulls out, lifts off, lifted off, lift "
        "off, rolled off, goes out, moved out, has gone, leave for, steamed off, "
        "unmoored, sets off, set out, sets out, setting off, drives off, drove off, "
        "driven off, started its journey, starts its journey, begins its journey, "
        "began its journey"
    ),
    "load": (
        "loaded, loading, boarded, loose cargo, on board, put on board, stowed on "
        "board, embarked, taken aboard, placed on board, built up on a pallet, uld, "
        "loads, load, boards, boarding, embarks, stuffed, stowage, loaded aboard, "
        "built up"
    ),
    "transit": (
        "istanbul, dubai, transit, in transit, transit hub, transit airport, transit "
        "office, transit point, transit country, transit port, transhipment, "
        "transshipment, stopover, layover, for transit, in transit hub, crossed, "
        "border crossing, passing through, doha, abu dhabi, almaty, tashkent, moscow, "
        "novosibirsk, singapore, seoul, incheon, tokyo, bangkok, delhi, baku, addis "
        "ababa, sharjah, anchorage, kazakhstan, russia, belarus, uzbekistan, turkey, "
        "kyrgyzstan, crosses, crossing, in bond transit, change of planes, changing "
        "planes, changing trains, transloaded, transloading, reloaded, tranship, "
        "transhipped, transshipped, transiting, stop over, customs transit, transit "
        "document, transit documents, customs transit document"
    ),
    "process": (
        "sorted, sorting, sort, weighed, weighing, measured, processed, processing, "
        "scanned, scan, repacked, relabelled, bagged, handled, handling, processed "
        "through, in process, inducted, unloaded, unloading, consolidated, palletised, "
        "warehoused, inbound, packed, made up, bundled, graded, repackaged, re "
        "labelled, relabeled, taped, dimensioned, new label, label unreadable, label "
        "was unreadable, label torn, label was torn, label illegible, label missing, "
        "label damaged, new address label, packing, is packing, packs, counted, "
        "counting, label replaced, label changed, label renewed, label was replaced, "
        "encapsulated, manifested into a bag, closed bag, bag closed, bagging, sealed "
        "into a bag, put into a bag, mail bag closed, sorts, weigh, weighs, measure, "
        "measures, measuring, scans, scanning, repack, repacking, repacks, "
        "relabelling, relabels, relabel, handles, handle, inducting, unload, unloads, "
        "offloading, consolidate, consolidating, palletized, palletising, pack, "
        "bundling, counts, counted in, registering in depot, stickered, re packed, re "
        "weighed, reweighed, reweighing, pre sorted, presorted, resorted, re sorted, "
        "deconsolidated, deconsolidation, broken down, breakbulk, devanned, devanning, "
        "destuffed, unpacked, unstuffed, container closed, receptacle closed, mail "
        "closed, despatch closed, dispatch closed, new packaging, new carton, new box, "
        "new wrapping, new bag, gone through scales, over scales, put on scales, on "
        "scales, went over scales, saved, rescued, salvaged, secured, label re "
        "printed, label reprinted, label printed again, new one printed, new one made, "
        "new one attached, repaired, mended, patched, strapped, resealed, rewrapped, "
        "re wrapped"
    ),
    "forward": (
        "forwarded, sent on, onward, on the way, en route, underway, under way, sent "
        "to, transported, travelling, traveling, on its way, next stop, redirected, "
        "rerouted, sent onward, heading, headed, proceeding, proceeds, continues, "
        "continues its journey, moves on, moved on, being moved, rolling, conveyed, "
        "being conveyed, onward transport, shuttled, trucked, road transport, on its "
        "onward journey, resumes, carried on, moving, goes on to, sent, moved from, "
        "was moved, moved to, has been moved, moved on to, went, went to, goes to, "
        "goes, gone to, going to depot, travels, travels to, travelled, is "
        "travelling, journeys, moves, moves to, carries on, forwarding, forwards, "
        "transporting, transports, redirecting, redirects, rerouting, reroutes, "
        "conveying, conveys, heads, trucking, travel, move, shuttle, shuttles, driven "
        "to, drives to, rolls, rolled, hauled, haulage, trucked to, ferried, relayed, "
        "re routed, dispatched onward, onforwarded, on forwarded, onforwarding, "
        "continuing, proceed, proceeded, resumes its journey, resumed its journey, "
        "progressing, transport, transportation, haul"
    ),
    "store": (
        "keeps, keep, rests, is lying, remain, stay, remains, stays, lies, kept, "
        "still, stored, storage, waits, sitting, present, repositioned, lying, keeps "
        "it, is keeping it"
    ),
    "create": (
        "created, prepared, printed, generated, preparing, prepares, is preparing, "
        "made ready, ready for ups, ready for dhl, preparation, drawn up, issued, "
        "prints, print, creates, has created, issues, getting order ready, getting "
        "item ready, getting parcel ready, get order ready, gets order ready, gets "
        "parcel ready, getting goods ready, getting package ready, packed for, packed "
        "for picking up, packed for pickup, packed for collection, is wrapping, is "
        "boxing, wraps, barcode assigned, number assigned, waybill assigned, number "
        "allocated, waybill allocated, barcode allocated, barcode printed, label made, "
        "is making ready, waybill number assigned, waybill generated, waybill made "
        "out, label drawn up, allocated a number, got a number, label bought, label "
        "was bought, label purchased, postage bought, label was purchased, label has "
        "been bought, label obtained, made label, has made label, only made label"
    ),
    "order": (
        "physical scan, no physical scan, not handed in, not been handed in, not yet "
        "given, not given to us, not yet with us, pre notified, prenotified, ordered "
        "for the pick up, ordered for pick up, was not ready, not ready, awaits the "
        "parcel, still with the seller, still with the sender, still at the seller, "
        "still at the sender, collection at the merchant, collection at the sender, "
        "pick up at the sender, pick up at the seller, pickup at the sender, pickup at "
        "the seller, not posted yet, has announced, notified, not received the goods, "
        "not received the parcel, not received the item, has not been received, not "
        "yet received, not been handed over, awaiting the goods, awaiting receipt, "
        "waits for the goods, waits for the parcel, pick up order, pickup order, "
        "booked, collection booked, registered, announced, notified to the carrier, "
        "shipment information, shipping information, order processed, order received, "
        "order placed, pre advice, preadvice, advised, pre registered, preregistered, "
        "electronic notification, pre alert, shipment details, consignment data, "
        "instruction data, order details, shipment data, electronic data, "
        "electronically, manifested, manifest, details received, information received, "
        "data transmitted, data received, information sent, order information, "
        "collection at the seller, collection from the seller, pickup scheduled, pick "
        "up scheduled, collection scheduled, pickup arranged, collection arranged, "
        "holds the data, awaits the item, awaiting item, waiting for the parcel, "
        "waiting for item, pickup requested, awaiting shipment, awaiting handover, "
        "consignment notified, driver will come, pre shipment info, pre shipment "
        "information, shipment info, shipping info, pre shipment, shipment "
        "preparation, pre shipment data, data for the parcel, registered online, being "
        "packed, not arrived from the seller, not shipped yet, parcel expected from "
        "the seller, collection request, pickup request, collection planned, pick up "
        "planned, pick up arranged, awaiting the pickup, awaiting the pick up, pickup "
        "tomorrow, pick up tomorrow, collection tomorrow, not yet dropped off, not "
        "dropped off, order accepted, order was accepted, order has been accepted, "
        "order confirmed, physical parcel missing, advice of dispatch, dispatch "
        "advice, dispatch note, shipping advice, advice note, advised by, order of "
        "pick up, order for pick up, order for collection, order of collection, order "
        "of a pickup, order to collect, order for pickup, request for collection, "
        "request for pick up, not reached us, not reached us yet, not yet reached us, "
        "has not reached us, not arrived with us, not yet arrived with us, told to "
        "expect, told us about, has told us, not in network yet, not yet in network, "
        "not in our system yet, waiting to receive, ready to receive, have not "
        "received it yet, once we have it, once we receive it, advance shipment "
        "notice, shipment notice received, advance notice received, not scanned at "
        "any, not been scanned at any, not yet scanned at any, nothing to pick up, "
        "nothing to collect, nothing was ready, goods not ready, expecting it, "
        "expecting your item, expecting your parcel, expecting item, expecting parcel, "
        "shipment confirmation, shipment confirmed, order confirmation received, "
        "shipper has announced, advance data, advance information, preliminary data, "
        "driver to fetch, courier to fetch, carrier to fetch, driver to collect, "
        "courier to collect, carrier to collect, driver to pick up, courier to pick "
        "up, carrier to pick up, truck to collect, truck to pick up, truck to fetch, "
        "not hold it yet, not have it yet, not have item yet, not have parcel yet, not "
        "got it yet, not in our hands yet, not in our possession yet, not in our "
        "possession, nothing in our hands yet, ready for shipment, ready for shipping, "
        "ready to ship, ready for despatch, ready for dispatch, ready to be shipped, "
        "awaiting dispatch, awaiting despatch, waiting to be shipped, waiting for "
        "shipment, waiting for dispatch, ordered a courier, ordered courier, ordered "
        "driver, ordered pickup, ordered pick up, ordered collection, booked courier, "
        "booked driver, booked pickup, booked collection, booked pick up, requested "
        "pickup, requested pick up, requested collection, called for collection, "
        "pickup slot, collection slot, pickup appointment, collection appointment, "
        "pickup window, pick up slot, pick up appointment, electronic notice, "
        "electronic notice only, only electronic data, data only, only data, notified "
        "us, informed us, told us, advised us, shipping order, transport order, "
        "shipment order, carriage order, notified us of, {sender} notified us, "
        "{sender} informed us, {sender} has notified us, {sender} told us, pickup "
        "pending, pick up pending, collection pending, pickup outstanding, collection "
        "outstanding, data available, data of parcel available, data for parcel "
        "available, not parcel itself, pickup postponed, pick up postponed, collection "
        "postponed, postponed pick up, postponed pickup, postponed collection, "
        "{sender} confirms order, {sender} confirmed order, order confirmed by "
        "{sender}, nothing but data, {sender} has confirmed order, shop is packing, "
        "shop packs, shop prepares, shop is preparing, pickup not yet done, pick up "
        "not yet done, pickup not done, collection not done yet, notice of dispatch, "
        "notice of despatch, dispatch notice, despatch notice, no parcel at pick up "
        "address, no goods at pick up address, no parcel at pickup address, nothing at "
        "pick up address, no parcel at collection address, awaiting drop off, waiting "
        "for drop off, drop off pending, drop off outstanding, not at pick up place, "
        "not at pickup place, only label exists, only label so far, label only, only "
        "label, only label data, reserved for pick up, booked for pick up, reserved "
        "for pickup, registered for pick up, registered for pickup, asked to drop "
        "parcel off, data are here, data is here, awaited at depot, awaited in depot, "
        "awaited at warehouse, expected at warehouse, expected at depot, expected in "
        "warehouse, expecting goods, expecting package, expecting shipment, expecting "
        "consignment, awaiting parcel, awaiting package, awaiting goods, awaiting "
        "consignment, expects parcel, expects item, expects goods, expects package, "
        "expects shipment, waits for item, waits for package, waits for shipment, "
        "waiting for package, waiting for goods, waiting for consignment, booking "
        "received, booking confirmed, still being produced, being produced, being "
        "manufactured, in production, only announcement, announcement only, "
        "announcement received, not yet seen, not seen yet, not been seen, parcel not "
        "seen, never seen by us, not yet been seen, on its way to us, on way to us, "
        "coming to us, sent to us by {sender}, preparing for dispatch, preparing for "
        "despatch, preparing for shipment, preparing to ship, preparing for shipping, "
        "prepared for dispatch, prepared for shipment, not with us, not with us yet, "
        "awaiting arrival of {item}, waiting for arrival of {item}, awaiting arrival "
        "from {sender}, about to be picked up, about to pick up, going to be picked up "
        "by carrier, collection order, order to fetch, order for fetching, asked to "
        "drop off, asked to drop off {item}, asked to hand over {item}, not packed, "
        "was not packed, were not packed, not packed yet, not yet packed, received by "
        "{sender} s warehouse system, in {sender} s warehouse system, received by "
        "{sender} s system"
    ),
    "misroute": (
        "misrouted, missorted, mis sorted, mis routed, wrong depot, wrong hub, wrong "
        "route, wrong centre, wrong center, wrong country, wrong location, sorted "
        "wrongly, routing error, sorting error, sent astray, wrong household, wrong "
        "person, wrong house, wrong recipient, wrongly delivered, misdelivered, "
        "missent, mis sent, missort, mis sort, missorting, misdirected, misrouting, "
        "mis shipped, wrong branch, wrong facility, wrong office, wrong station, "
        "wrong city, wrong town, wrong base, wrong terminal, wrong village, wrong "
        "region, wrong delivery office, wrong delivery base, wrong sorting centre, "
        "wrong sorting center, wrong van, wrong tour, wrong round, wrong truck, wrong "
        "lorry, misroute, missorts, strayed, gone to wrong"
    ),
    "delay": (
        "delayed, delay, postponed, behind schedule, held up, later than, late, "
        "rescheduled, delays, delaying, postpones, postponing, slower, hold up, "
        "running late, behind time, waits for better weather, set back, backlog, "
        "congestion"
    ),
    "done": (
        "over, ended, confirms, officially, definitely, settled, completed, "
        "complete, finished, done, successful, successfully, success, closed, "
        "concluded, confirmed, finalised, finalized, granted, carried out, "
        "performed, executed, accomplished, took place, has taken place, is certain, "
        "certain, definite, definitively"
    ),
    "begin": (
        "submitted, lodged, presented, presentation, filed, started, begun, starts, "
        "in progress, running, initiated, commenced, ongoing, begins, pending "
        "clearance, goes on, resumed, submitting, submits, lodging, lodges, lodged "
        "with, presents, presenting, filing, files, start, starting, initiating, "
        "commencing, commences, under process, underway at customs, undergoing, being "
        "processed by customs, kicked off, getting under way, began, begin, beginning"
    ),
    "intercept": (
        "intercepted, interception, stopped at the customer's request, stopped on "
        "request, intercept, intercepts, intercepting, recalled by {sender}, recall by "
        "{sender}"
    ),
    "noinfo": (
        "no data, no event, nothing found, not known to us, number not known, nothing "
        "to show, no entries, no entry, no status, no result, no results, not "
        "registered in the system, number does not exist, no tracking yet, nothing is "
        "known, no scan, no information, no tracking information, no data available, "
        "no records, no record, nothing known, not found in the system, number "
        "unknown, unknown number, unknown in the system, no events, no information "
        "available, no status available, number not found, no tracking, no details "
        "available, tracking not available, cannot find this number, not in the "
        "system, no scans yet, nothing recorded, nothing has been recorded, nothing on "
        "record, not recorded, no movement recorded, waybill not found, no trace of "
        "this number, no scans, no scans available, no scan available, nothing "
        "scanned, not known in the system, no shipment found, no shipment with this "
        "number, no history, no entries found, nothing to display, no parcel with this "
        "number, number is not known, number is unknown, data not available, "
        "information not available, tracking number does not exist, tracking number "
        "not found, tracking number unknown, waybill does not exist, waybill unknown, "
        "waybill not known, number is not in the system, no tracking data, no tracking "
        "events, no status yet, does not know this number, do not know this number, "
        "waiting for the first event, waiting for the first scan, no first scan, first "
        "event missing, first scan missing, number not yet known, not yet known in the "
        "system, no information so far, awaiting first scan, tracking information will "
        "appear, information will appear, updates will appear, tracking will appear, "
        "no updates yet, no update yet, tracking will be available, not in our files, "
        "not in our records, not in our database, not in our books, not on file, "
        "nothing on file, not on our files, not in the database, not in database, not "
        "in records, does not know this waybill, does not know this parcel, does not "
        "know this shipment, does not know waybill, does not know parcel, knows no "
        "parcel, knows nothing of, knows no shipment, knows nothing about, unknown to "
        "system, unknown to us, no hits, no match, no matches, returns nothing, no "
        "entry found, number cannot be found, number could not be found, number can "
        "not be found, waybill cannot be found, waybill could not be found, not yet "
        "active, not active yet, number not active, not activated, not yet activated, "
        "not active, nothing has been scanned, nothing was scanned, not been scanned "
        "yet, nothing scanned yet, tracking starts, tracking will start, tracking "
        "begins, tracking follows, tracking will follow, tracking info not available, "
        "tracking information not available, tracking data not available, tracking "
        "currently not available, tracking info currently not available, tracking "
        "information currently not available, tracking details not available, tracking "
        "unavailable, tracking info unavailable, information unavailable, data "
        "unavailable, information currently not available, information is not "
        "available, information currently unavailable, tracking is not available, "
        "tracking is not possible, tracking not possible, does not know number, do not "
        "know number, does not recognise number, number not recognised, number not "
        "recognized, number is not known yet, no tracking history, no scan events, no "
        "movement, no movements, nothing to report, no news, nothing to see, tracking "
        "information is not yet available, tracking information not yet available, "
        "tracking is not yet available, tracking not yet available, information not "
        "yet available, information is not yet available, could not locate tracking "
        "information, cannot locate tracking information, could not find tracking "
        "information, data not yet available, unknown waybill, unknown parcel number, "
        "unknown tracking number, waybill number unknown, no such waybill, no such "
        "tracking number, did not provide any information, provided no information, no "
        "information provided, not provided any information, number is invalid, number "
        "invalid, invalid number, invalid tracking number, number not valid, number is "
        "not valid, tracking number invalid, tracking number is invalid, tracking "
        "number is not valid, tracking number not valid, parcel not known, item not "
        "known, shipment not known, parcel unknown, item unknown, shipment unknown, "
        "parcel is unknown, parcel is not known, consignment unknown, package unknown, "
        "do not know {item}, do not know this {item}, does not know this {item}, "
        "unable to locate {item} number, cannot locate {item} number, could not locate "
        "{item} number, not able to locate {item} number, unable to locate tracking "
        "number, unable to locate waybill"
    ),
    "wait": (
        "waiting, awaiting, awaits, pending, wait, waiting for, on standby, "
        "outstanding, expecting, awaited, waits for, in anticipation of, in the queue "
        "for, queued, awaiting for, queue, queues, queueing, queuing, stands by, "
        "standing by, await"
    ),
    "missing": (
        "missing, lacking, incomplete, not provided, insufficient, lacks, "
        "absent documents, no invoice, required documents, unclear, "
        "incorrect documents"
    ),
    "need": (
        "still open, importer must, must, has to, have to, wants to see, wants, asks, "
        "requests, query, required, requires, must send, must provide, must answer, "
        "needed, needs, necessary, must be provided, must contact, must supply, must "
        "act, need, please provide, please contact customs, please submit, required "
        "from, are required, demand, asks for, has to send, has to provide, must pay, "
        "has to pay, to be paid, must be paid, unpaid, not paid, demands, please pay, "
        "is to be paid, are to be paid, has to be paid, have to be paid, needs to be "
        "paid, must be settled, to be settled, is still to be paid, want to see, has "
        "questions, has questions to, questions to, has question, asked to pay, "
        "requested to pay, is asked to pay, invited to pay, to be paid by, called upon "
        "to pay, owes, owe, payable, is due, are due, awaiting reply, waiting for "
        "reply, waiting for answer, awaiting answer, awaiting response, waiting for "
        "response, reply outstanding, answer outstanding, response outstanding, "
        "demanded, demanded from, claimed from, pay online, payment required, payment "
        "needed, payment due, payment outstanding, payment requested, payment missing, "
        "for {buyer} s answer, for {buyer} s reply, for {buyer} s decision, for "
        "{buyer} s papers, for {buyer} s documents, for answer of {buyer}, for reply "
        "of {buyer}, for answer from {buyer}, for decision of {buyer}"
    ),
    "buyer": (
        "importer, recipient, recipient's, receiver, addressee, consignee, customer, "
        "buyer, client, resident, occupant, recipients, end customer, you, final "
        "customer, orderer, individual, final recipient, end recipient, end user, end "
        "consumer, purchaser, buyer's, customer's, consignee's, receiver's, "
        "addressee's, when {buyer} was, when {buyer} were"
    ),
    "neighbour": (
        "neighbour, neighbor, neighbours, neighbors, household, household member, "
        "family, family member, husband, wife, spouse, concierge, janitor, porter, "
        "doorman, receptionist, front desk, relative, roommate, flatmate, colleague, "
        "caretaker, security guard, building manager, person at address, individual at "
        "the address, housekeeper, secretary, mailroom, mail room, another adult, "
        "agreed person, member of the household, reception desk, hotel reception, "
        "guard, employee, somebody at home, person at home, people in the house, "
        "resident, cleaner, daughter, son, mother, father, parents, sister, brother, "
        "landlord, tenant, house mate, housemate, co worker, coworker, colleagues, "
        "flat mate, house keeper, aunt, uncle, friend, adult at the address, other "
        "person at the address, goods receiving, goods in department, reception of the "
        "company, porter's lodge, lodge, warden, someone in the household, member of "
        "the family, lady next door, man next door, people next door, woman next door, "
        "family next door, person next door, person living in the same house, person "
        "living in the house, people living in the house, person living at the "
        "address, authorised person, authorized person, authorised recipient, somebody "
        "in the house, someone at the address, other resident, another resident, "
        "authorised representative, representative, landlady, lodger, subtenant, "
        "nurse, grandmother, grandfather, grandson, granddaughter, boss, apprentice, "
        "assistant, manager, staff, staff member, member of staff, team, girlfriend, "
        "boyfriend, fiancee, child, children, kid, cousin, nephew, niece, brother in "
        "law, sister in law, mother in law, father in law, visitor, guest, au pair, "
        "babysitter, craftsman, worker, workers, warehouse clerk of the recipient, "
        "concierge's office, caretaker's flat, house keeper's, gatekeeper, gate "
        "keeper, watchman, doorkeeper, night porter, desk clerk, clerk, secretary's "
        "office, office manager, co tenant, fellow tenant, inhabitant, occupier, "
        "somebody else in the house, third person, trusted person, deputy, substitute "
        "recipient, authorised neighbour, neighbour named, neighbor named, neighbour "
        "called, neighbor called, caretaker's office, janitor's office, porter's "
        "office, concierge's desk, reception area, front office, reception office, "
        "management office, site office, leasing office, house office, property "
        "manager, property management, doorman's desk, security desk, security office, "
        "security, gatehouse, guard house, guardhouse, post room, postroom, warehouse "
        "team of recipient, house manager, superintendent, partner of recipient, "
        "recipient's wife, recipient's husband, recipient's partner, recipient's "
        "mother, recipient's father, recipient's neighbour, recipient's colleague, "
        "lady at door, gentleman at door, person at door, person at reception, someone "
        "at door, someone at reception, agreed neighbour, agreed neighbor, designated "
        "neighbour, chosen neighbour, named neighbour, preferred neighbour, preferred "
        "neighbor, nominated neighbour, nominated neighbor, chosen neighbor, "
        "designated neighbor, mr, mrs, ms, miss, madam, dispatch desk of company, "
        "goods in desk, goods in office, goods in counter, goods inwards, hotel s "
        "reception, company s reception, building s reception, office s reception, "
        "house s reception, firm s reception, hotel s concierge"
    ),
    "box": (
        "letterbox, letter box, mailbox, mail box, front door, doorstep, porch, "
        "garage, carport, shed, terrace, balcony, safe place, safeplace, agreed place, "
        "agreed location, desired location, desired place, requested location, letter "
        "slot, door, backyard, garden, veranda, po box, p o box, parcel box, preferred "
        "location, patio, hallway, secure location, doormat, front gate, house "
        "entrance, stairs, staircase, cellar, greenhouse, barn, bin shelter, meter "
        "box, garden shed, letterbox of the house, back door, side door, place agreed, "
        "mail slot, conservatory, outhouse, log store, drop off permit place, locker "
        "of the house, house door, flat door, apartment door, milk box, bike shed, "
        "entrance of house, garden gate, behind the gate, behind gate, gate, behind "
        "the house, front garden, front of door, entrance hall, behind the fence, "
        "under the roof, under the canopy, beside the door, next to the door, on the "
        "doorstep, on the windowsill, window sill, cupboard, meter cupboard, recycling "
        "box, behind the bin, basement, ledge, bench, stairwell, corridor, hut, lean "
        "to, bicycle shed, wood shed, summer house, tool shed, cabin, chute, mailbox "
        "slot, roof terrace, loggia, courtyard, driveway, flower pot, under the mat, "
        "storage box, house wall, parcel chute, letter flap, drop box, locker at home, "
        "cool box, deposit box, side entrance, back entrance, rear door, garden house, "
        "planter, yard, other location at address, other location at the address, "
        "flower pots, plant pot, plant pots, bush, bushes, hedge, wheelie bin, "
        "dustbin, bins, bin, recycling bin, wood pile, woodpile, letter boxes, "
        "mailboxes, nominated place, designated place, chosen place, named place, "
        "preferred place, nominated safe place, chosen safe place, chosen location, "
        "designated location, nominated location, agreed spot, chosen spot, safe spot, "
        "secure spot, safe location, secure place, sheltered place, dry place, hidden "
        "place, covered place, sheltered spot, parcel locker at home, specified "
        "location, specified place"
    ),
    "shop": (
        "kiosk, petrol station, gas station, supermarket, counter, pick up counter, "
        "newsagent, box of the locker, parcel machine, automat, post shop, shop for "
        "collection, corner shop, grocery, drugstore, locker, parcel locker, lockers, "
        "shop, parcel shop, parcelshop, post office, service point, servicepoint, pick "
        "up point, pickup point, pickup location, pick up location, access point, "
        "collection point, postal outlet, post counter, packstation, parcel station, "
        "outlet, post office counter, collect point, pudo, relay point, store, branch "
        "office, collection office, parcel terminal, pickup station, pickup shop, "
        "collection shop, post office box counter, petrol pump shop, grocery store, "
        "bakery, florist, stationery shop, tobacconist, parcel box station, automatic "
        "parcel machine, parcel automat, apm, dhl shop, gls shop, hermes shop, dpd "
        "shop, partner shop, pick up shop, postal agency, postal partner, collection "
        "locker, pickup locker, smart locker, post point, inpost locker, amazon "
        "locker, drop point, paczkomat, mailbox shop, shop of the post, convenience "
        "store, customer service centre, service counter, our counter, the counter, "
        "pick up machine, partner outlet, baker, baker's, pharmacy, chemist, bookshop, "
        "bookstore, butcher, butcher's, newsstand, hairdresser, dry cleaner, laundry, "
        "tailor, tobacco shop, tobacco, stationer, cafe, restaurant, filling station, "
        "service station, parcel partner, pick up partner, delivery shop, post "
        "partner, shop next door, shop at the corner, self service locker, pack "
        "station, mini market, minimarket, off licence, toy shop, flower shop, copy "
        "shop, lottery shop, travel agency, sub post office, collection partner, "
        "postal shop, parcel counter, kiosks, post office branch, post branch, "
        "customer counter, access point near you, shop near you, parcel shop near you, "
        "parcelshop near you, locker near you, pickup point near you, service point "
        "near you, servicepoint near you, post office near you, inpost machine, inpost "
        "parcel machine, machine, machines, parcel machines, news shop, village shop, "
        "petrol shop, railway kiosk, station kiosk, local post office, local "
        "postoffice, nearest post office, postoffice, drop off point, drop off "
        "location, drop off shop, drop off station, acceptance point, parcel "
        "acceptance point, pick up station, pick up locker, pick up kiosk, pick up "
        "store, point of collection, point of pick up, point of pickup, place of "
        "collection, office of collection, point of sale, branch of post, branch of "
        "post office, branch of postal service"
    ),
    "airline": (
        "handling agent, freight hall, cargo hall, air cargo terminal, carrier's "
        "plane, air freight hall, ground staff, ground handling, airline, air line, "
        "airlines, flight company, air carrier, ground handler, air cargo, cargo "
        "terminal, airways, cathay pacific, aviation, cargo handler, air freight, "
        "airfreight, air company, cargo airline, air carrier's, cargo agent, airport "
        "agent, air cargo agent, air cargo company, airline's, freight airline, "
        "cargolux, lufthansa, turkish cargo, air china, air china cargo, cathay, "
        "cathay cargo, emirates, emirates skycargo, etihad, qatar airways, turkish "
        "airlines, atlas air, sf airlines, china southern, china eastern, china cargo "
        "airlines, silk way, ethiopian, ethiopian airlines, lufthansa cargo, air "
        "france, air france cargo, klm, klm cargo, cargo carrier, airline company, "
        "central airlines, hainan airlines, hong kong airlines, singapore airlines, "
        "air belgium, asl airlines, carrier by air, rail operator, railway operator, "
        "train operator, shipping line, line haul carrier, linehaul carrier, linehaul "
        "company, line haul company, line haul operator, linehaul operator, line haul "
        "provider, linehaul provider, freight shed, air freight shed, cargo shed, air "
        "cargo shed, freight terminal, air freight terminal, cargo centre, cargo "
        "center, freight centre, freight center, air cargo centre"
    ),
    "plane": (
        "planes, flights, next flight, another flight, aeroplane, cargo plane, lorry "
        "to hong kong, the wagon, wagon, plane, flight, aircraft, airplane, plane's, "
        "freighter, train, vessel, ship, air plane, jet, freighter aircraft, cargo "
        "flight, wagons, railway, container ship, ocean vessel, barge, block train, "
        "truck to the airport, lorry to the airport, ferry, cargo aircraft, charter, "
        "charter flight, belly, freight train, block train to europe, truck to hong "
        "kong, feeder, airlift, cargo jet, passenger flight, master airway bill, "
        "airway bill, mawb, by air, by rail, by sea, by ship, by train, by plane, on "
        "high seas, at sea, on ocean, on water, main haul, main carriage, main leg, "
        "main transport, cargo space, air space, freight space"
    ),
    "airport": (
        "airport, airports, port, terminal, seaport, gateway, railway station, "
        "airside, apron, ramp"
    ),
    "customs": (
        "customs officers, customs officer, customs house, at the border, custom, "
        "customs clearance, clearance, customs office, customs authority, authorities, "
        "customs authorities, customs broker, broker, bonded, bond, customs scanner, "
        "import control, customs, border, customs control, border control, customs "
        "border, customs declaration, customs post, customs inspection post, customs "
        "warehouse, customs agent, customs agents, revenue, tax office, customs team, "
        "customs service, customs line, customs shed, customs depot, douane, customs "
        "store, customs facility, customs administration, import declaration, "
        "declaration, import entry, entry at customs, customs entry, clearance agent, "
        "clearing agent, authority, revenue office, customs clearance agent, clearance "
        "company, clearance broker, customs clearance company, government agency, "
        "government agencies, border force, customs clearance broker, customs "
        "officials, custom officials, clearing agency, regulatory agency, bonded "
        "warehouse"
    ),
    "duty": (
        "import vat, import duty, import duties, customs duty, customs duties, import "
        "tax, import taxes, customs fees, customs charges, charges, duty amount, duty, "
        "duties, taxes, tax, vat, duties and taxes, taxes and duties, fees, customs "
        "fee, clearance fee, clearance fees, import fee, import fees, import charge, "
        "import charges, customs charge, customs handling fee, gst, excise"
    ),
    "depot": (
        "sorting hall, hall, network, depots, parcel base, sort hall, consolidation "
        "centre, consolidation center, local station, gls hub, sorting plant, plant, "
        "distribution point, delivery point depot, mail hub, regional depot, cross "
        "dock, transport hub, rail terminal depot, depot, sorting centre, sorting "
        "center, sorting facility, sort facility, facility, centre, center, hub, "
        "sorting hub, parcel centre, parcel center, distribution centre, distribution "
        "center, station, mail centre, mail center, national sorting centre, branch, "
        "sorting office, local depot, local facility, local office, distribution hub, "
        "processing centre, processing center, sort centre, base, operation center, "
        "operation centre, operations center, logistics centre, logistics center, "
        "sort center, next process, sorting station, regional centre, parcel hub, "
        "logistics hub, operating center, destination depot, destination sorting "
        "centre, destination sorting center, destination facility, destination "
        "delivery office, destination station, destination terminal, office of "
        "delivery, postal base, home depot, branch of delivery, regional hub, local "
        "hub, regional center, sortation centre, sortation center, sortation "
        "facility, postal facility, dispatch centre, carrier facility, consolidation "
        "hub, distribution base, local branch, delivery post office, district office, "
        "sorting base, final depot, target depot, right depot, correct depot, letter "
        "centre, next depot, next hub, next facility, next centre, next center, next "
        "station, next sorting centre, sorter, sorting machine, correct destination, "
        "right destination, depot of destination, hub of destination, sorting centre "
        "of destination, office of destination, station of destination, next delivery "
        "depot, next sorting depot, next delivery base, next office, next branch"
    ),
    "warehouse": (
        "warehouse, consolidation warehouse, seller's warehouse system, consolidator"
    ),
    "depot dest": (
        "oversea warehouse, overseas warehouse, destination warehouse, foreign "
        "warehouse, overseas hub, overseas depot, overseas facility, overseas sorting "
        "centre, overseas sorting center, overseas gateway, overseas transit hub, "
        "foreign hub, hub abroad, european hub, hub overseas, european warehouse, eu "
        "warehouse, warehouse abroad"
    ),
    "home": (
        "return warehouse, returns warehouse, return centre, return center, "
        "returns centre, returns center, returns depot, return depot, return hub, "
        "return facility, returns department, return department, returns facility, "
        "warehouse for returns, return processing centre, returns processing centre"
    ),
    "carrier": (
        "carrier, last mile, last mile carrier, last mile partner, last mile hub, "
        "local carrier, delivery partner, partner, partner carrier, agent, delivery "
        "agent, national post, postal service, postal operator, post, local post, dhl, "
        "dpd, gls, ups, usps, fedex, tnt, hermes, evri, yodel, postnl, bpost, royal "
        "mail, la poste, colissimo, chronopost, correos, poste italiane, deutsche "
        "post, swiss post, austrian post, an post, magyar posta, ppl, inpost, gls "
        "depot, mondial relay, brt, sda, seur, mrw, ctt, posti, postnord, packeta, "
        "zasilkovna, poczta polska, omniva, venipak, czech post, delivery company, "
        "local delivery company, logistics, logistics company, shipping company, "
        "transport company, courier company, contractor, subcontractor, third party, "
        "forwarder, freight forwarder, platform, return carrier, delivery service, "
        "local delivery partner, local courier, company, express, next carrier, "
        "following carrier, another carrier, other carrier, hrvatska posta, posta "
        "slovenije, slovenska posta, ceska posta, bulgarian posts, latvijas pasts, "
        "lietuvos pastas, eesti post, elta, maltapost, cyprus post, posta romana, post "
        "luxembourg, post nl, colis prive, relais colis, dhl ecommerce, dhl parcel, "
        "dhl express, fan courier, sameday, speedy, econt, budbee, instabox, "
        "matkahuolto, itella, trunkrs, foxpost, nacex, geodis, dachser, db schenker, "
        "asendia, landmark global, spring gls, gel express, trans o flex, amazon "
        "logistics, hungarian post, polish post, french post, spanish post, italian "
        "post, dutch post, belgian post, croatian post, slovenian post, slovak post, "
        "romanian post, greek post, portuguese post, german post, danish post, swedish "
        "post, finnish post, irish post, post of the destination country, destination "
        "post, destination carrier, postal administration, national operator, local "
        "partner, parcel service, parcel carrier, delivery carrier, final carrier, "
        "last carrier, receiving carrier, partner company, courier service, express "
        "company, express carrier, transporter, transport partner, haulier, service "
        "provider, delivery agent company, agency, subsidiary, logistics provider, "
        "delivery provider, operator, shipping partner, postal admin, logistics "
        "partner, courier partner, customer service, customer services, customer care, "
        "customer support, delivery firm, transport firm, courier firm, logistics "
        "firm, parcel firm, parcel company, forwarding company, forwarding agent, mail "
        "company, delivery contractor, delivery network, postal network, letter post, "
        "parcel post, mail service, delivery organisation, delivery organization, "
        "postal organisation, postal organization, postal company, delivery operator, "
        "domestic post, domestic postal service"
    ),
    "courier": (
        "courier, driver, delivery driver, postman, postwoman, mailman, delivery man, "
        "deliveryman, delivery person, rider, letter carrier, mail carrier, messenger, "
        "postie, delivery staff, delivery guy, courier's, driver's, couriers, drivers, "
        "postmen, delivery boy, delivery worker, postal worker, postal carrier, postal "
        "employee, mailwoman, mail woman, delivery woman, van driver, lorry driver, "
        "truck driver, deliverer, deliverers"
    ),
    "sender": (
        "shop of the seller, factory, manufacturer, seller warehouse, sender, "
        "sender's, shipper, shipper's, seller, seller's, merchant, merchant's, "
        "consignor, vendor, supplier, shop owner, sender address, online shop, web "
        "shop, retailer, sender's address, seller's address, shipper's address, "
        "merchant's address, vendor's address, address of sender, address of seller, "
        "address of shipper, address of merchant, seller's premises, sender's "
        "premises, sender's door, seller's door, sender's house, shipper's premises, "
        "merchant's premises, sender's home, seller's home, shipper's home, {sender} s "
        "house, {sender} s home, {sender} s premises, {sender} s address, {sender} s "
        "door, {sender} s factory, {sender} s place, {sender} s office, {sender} s "
        "courier, {sender} s driver, {sender} s van, {sender} s truck, {sender} s "
        "lorry"
    ),
    "vehicle": (
        "on board, delivery car, cargo bike, delivery bike, trailer, vehicle, van, "
        "truck, car, delivery van, lorry, delivery vehicle, bike, airline s truck, "
        "airline s lorry, airline s vehicle, airline s van"
    ),
    "export": "export, export customs, export clearance, exportation, outbound customs",
    "import": "import, importation",
    "customs import": "import customs, inbound customs, import clearance",
    "origin": (
        "first depot, export warehouse, country of dispatch, dispatching country, "
        "sending country, country of departure, origin, origin facility, origin "
        "country, country of origin, domestic, domestic parcel, origin hub, origin "
        "post, origin sorting centre, domestic leg, export depot, collecting depot, "
        "first hub, depot of dispatch, sender's country, country of the sender, "
        "departure country, departure region, departure city, departure hub, "
        "departure sorting center, departure sorting centre"
    ),
    "china": (
        "china, chinese, shenzhen, guangzhou, yiwu, dongguan, hangzhou, shanghai, "
        "ningbo, xiamen, zhengzhou, hong kong, hongkong, hkg, szx, pvg, beijing, "
        "chengdu, chongqing, wuhan, fuzhou, quanzhou, qingdao, changsha, nanjing, "
        "suzhou, foshan, zhongshan, jinhua, shantou, putian, wenzhou, cgo, hgh, "
        "canton, tianjin, xian, hefei, dalian, kunming, nanning, jinan, ezhou, ehu, "
        "macau, mfm"
    ),
    "dest": (
        "destination, destination country, country of destination, recipient country, "
        "destination port, destination hub, country of recipient, recipient's country, "
        "country of addressee, country of consignee, country of customer, country of "
        "buyer, buyer's country, customer's country, addressee's country, consignee's "
        "country, receiver's country, country of delivery, delivery country, receiving "
        "country, border of destination country, border of destination, border of "
        "country of destination"
    ),
    "abroad": (
        "europe, eu, germany, france, poland, italy, spain, hungary, austria, belgium, "
        "netherlands, czech, czechia, slovakia, slovenia, croatia, romania, bulgaria, "
        "greece, portugal, sweden, denmark, norway, finland, estonia, latvia, "
        "lithuania, luxembourg, ireland, switzerland, united kingdom, uk, great "
        "britain, malta, liege, lgg, frankfurt, fra, leipzig, lej, paris, cdg, madrid, "
        "mad, milan, mxp, warsaw, waw, budapest, bud, amsterdam, ams, brussels, "
        "rotterdam, hamburg, duisburg, maastricht, roissy, malpensa, prague, vienna, "
        "zaragoza, heathrow, lhr, cologne, european union, iceland, cyprus, overseas "
        "postal admin, overseas post, polish territory, german territory, french "
        "territory, italian territory, spanish territory, hungarian territory, "
        "austrian territory, belgian territory, dutch territory, czech territory, "
        "european territory, romanian territory, eu territory, polish soil, german "
        "soil, french soil, italian soil, spanish soil, hungarian soil, belgian soil, "
        "dutch soil, european soil"
    ),
    "inward": (
        "inward office, inward office of exchange, inward exchange office, office of "
        "exchange, international sorting centre, inward, hub of the line, line's hub, "
        "line's hall, hall of the line, our european hub, european hub, line's "
        "warehouse in europe, inward sorting centre, exchange office, import hub, "
        "line's european hub, import gateway, european gateway, gateway in europe, "
        "import shed, import hall, import warehouse, import terminal, line haul office "
        "of destination, linehaul office of destination, line haul office in "
        "destination, airport warehouse of destination country, airport warehouse of "
        "destination airport, warehouse of destination country, warehouse of "
        "destination airport, cargo warehouse of destination country, cargo warehouse "
        "of destination airport, international hub of destination country, "
        "international hub of destination airport, international depot of destination "
        "country, international depot of destination airport, international centre of "
        "destination country, international centre of destination airport, "
        "international center of destination country, international center of "
        "destination airport, international facility of destination country, "
        "international facility of destination airport, international processing "
        "centre of destination country, international processing centre of destination "
        "airport, international processing center of destination country, "
        "international processing center of destination airport, international sorting "
        "centre of destination country, international sorting centre of destination "
        "airport, international sorting center of destination country, international "
        "sorting center of destination airport, international mail centre of "
        "destination country, international mail centre of destination airport, "
        "international mail center of destination country, international mail center "
        "of destination airport, international gateway of destination country, "
        "international gateway of destination airport, international hub of "
        "destination, international centre of destination, international center of "
        "destination, international facility of destination, international processing "
        "centre of destination, international processing center of destination, "
        "international sorting centre of destination, international sorting center of "
        "destination, international gateway of destination, entry hub, eu entry hub, "
        "point of entry, entry point, eu entry point, port of entry, gateway of entry, "
        "import hub of destination, {depot} of destination country, {depot} of country "
        "of destination, airport warehouse in destination country, warehouse in "
        "destination airport, warehouse at destination airport, international mail "
        "centre of destination, international mail center of destination"
    ),
    "outward": (
        "outward office, outward office of exchange, outward exchange office, "
        "outward, outward airport"
    ),
    "paper": (
        "label, labels, card, note, notice, slip, notification, notifications, e mail, "
        "email, sms, message, letter, photo, picture, image, proof, proof of delivery, "
        "pod, receipt slip, signature, waybill, refund, invoice copy, code sent, "
        "voucher, survey, feedback, offer, tracking number, weight, cash, cod, cash on "
        "delivery amount, money, amount, empty bags, shipping label, old label, "
        "request, claim, complaint, inquiry, details, insurance, preferences, delivery "
        "preferences, appointment, parcel label, statement, reminder, application, "
        "preference, time slot, offer to return, empty bag, cash on delivery, bill, "
        "refund issued, invoice issued, credit note issued, refund made, refund paid, "
        "shipping costs, shipping cost, shipping fee, shipping fees, postage, "
        "registered for notifications, registered for notification, subscribed, signed "
        "up for, insurance booked, additional insurance booked, insurance taken out, "
        "text message, invoice for freight, freight invoice, freight bill, notified by "
        "sms, notified by email, phone call, voicemail, destruction certificate, "
        "certificate of destruction, disposal certificate, cost of destruction, costs "
        "of destruction, disposal costs, disposal fee, packing material, packing "
        "materials, cash collected, cod collected, payment collected, money collected, "
        "amount collected, cash received, cod amount collected, cash paid, amount "
        "paid, cod paid, signature available, photo available, proof available, pod "
        "available, proof of delivery available, signature is available, picture "
        "available, search order, search request, tracing order, tracing request, "
        "inquiry form, missing scan, scan missing, scan is missing, missing scans, "
        "scans missing"
    ),
    "docs": (
        "licence, license, permit, certificate, proof of purchase, papers of, eori "
        "number, customs papers, tax number, documents, document, documentation, "
        "invoice, papers, commercial invoice, order confirmation, proof of value, "
        "additional documents, customs documents, information from the consignee, "
        "power of attorney, eori, tax id, ioss number, further documents, id card "
        "copy, proof of payment, correction of papers, correction of documents, "
        "corrected papers, corrected invoice, tariff number, hs code, tariff code, "
        "commodity code, vat number, prove value, prove purchase, prove price, prove "
        "its value, value declaration, price proof, evidence of value, evidence of "
        "payment, proof of origin, certificate of origin"
    ),
    "data": (
        "data, customs data, information, instruction, system data, parcel details, "
        "shipment details, details of parcel, parcel data, consignment details, "
        "item details"
    ),
    "packaging": (
        "outer box, packaging, carton, outer carton, outer packaging, wrapping, "
        "box was, outer bag, pallet"
    ),
    "item": (
        "parcel, parcels, package, packages, packet, packets, shipment, shipments, "
        "consignment, item, items, goods, article, articles, mail, mailpiece, piece, "
        "content, contents, cargo unit, container, postal item, product, products, "
        "undeliverable parcel, undeliverable item, undeliverable shipment, "
        "undeliverable package, undeliverable goods, unclaimed parcel, unclaimed "
        "item, unclaimed goods, cargo, postal items, bags of mail, satchel, envelope, "
        "purchase, boxes, sack, mail bag, freight, bag, bags, counterfeit goods, "
        "counterfeit articles, uncollected parcel, uncollected item, uncollected "
        "goods, merchandise, commodity, commodities, mail item, mail items, mail "
        "piece, mail pieces, small packet, small packets, polybag, order contents, "
        "packed goods, perishable goods, perishables, perishable, fragile goods, "
        "fragile, undelivered parcel, undelivered item, undelivered shipment, "
        "undelivered package, undelivered goods"
    ),
    "place": (
        "city, town, area, district, village, state, province, zone, address, mail "
        "city, system, office, care, house, building, street, hotel, flat, apartment, "
        "floor, doorbell, entrance, country, region, premises, property, residence, "
        "dwelling, near {sender}, close to {sender}, nearest to {sender}"
    ),
    "not": (
        "not, no, never, nothing, none, without, neither, nor, cannot, unable to, "
        "isnt, wasnt, hasnt, didnt, couldnt, instead of, rather than, false, void, "
        "zero, hardly, barely, failing, nowhere, could not, can not, could never"
    ),
    "notyet": (
        "so far, not so far, until now, up to now, not yet, not yet been, "
        "has not yet, yet to be, has yet, not been, yet, still not, still to be, "
        "remains to be, not reached yet"
    ),
    "nobody": "nobody, no one, noone, none of, no neighbour, uncollected",
    "nolonger": "no longer, not any more, not any longer, no more, any more",
    "will": (
        "will, ll, shall, should, would, going to, to be, about to, due, due to be, "
        "due for, expected, expect, expects, estimated, estimate, planned, plan, "
        "plans, scheduled, schedule, tomorrow, soon, next, next working day, in the "
        "next, upcoming, later follows, follow, foreseen, envisaged, forecast, "
        "anticipated, prospective, eta, intend, intends, intended, once, when, before, "
        "as soon as, prior to, by monday, by tuesday, by wednesday, by thursday, by "
        "friday, by saturday, by sunday, within, shortly, in about, needs to be, aim, "
        "goal, target, to destroy, to return, set to, ready to be, in the coming, "
        "preparing to, is to, are to, projected, preparing for, ordered, follows, will "
        "follow, to follow, later, try to have, do our best, trying to have, for "
        "monday, for tuesday, for wednesday, for thursday, for friday, for saturday, "
        "for sunday, for january, for february, for march, for april, for june, for "
        "july, for august, for september, for october, for november, for december, for "
        "this, for next, next week, next month, next day, following day, day after, in "
        "one week, in two weeks, in three weeks, in four weeks, in five weeks, in few "
        "weeks, in one day, in two days, in three days, in four days, in five days, in "
        "few days, in some days, in several days, in one month, in two months, for "
        "today"
    ),
    "present": "being",
    "wish": (
        "would like, had wished, wishes to, decides, named, has named, applied, begs, "
        "instructs, redirected by, changed by, wants, want, wish, wishes, wished, "
        "requested, requests, request to, asked, asks, desires, prefers, chosen, "
        "chose, instructed, instruction to, wanted, request, orders, proposed, "
        "proposes, redirect request, hope, hopes, hopefully, hoped, need to, please, "
        "applied for, application for, appeal"
    ),
    "if": (
        "must, if, unless, in case, otherwise, provided that, depending, whether, in "
        "the event, subject to, only if necessary, or else, as long as, except, "
        "assuming, should it, can, may, might, ought, conditional, only if, could, in "
        "absence of, without reply, without answer, without payment, without response, "
        "failing which, pending payment, in case of non delivery, in case of non "
        "collection, in case of failure, if not delivered, if undeliverable, if "
        "unclaimed, if not claimed, in order to, in order that, so that, so as to, for "
        "purpose of, with aim of"
    ),
    "maybe": (
        "look for, looking for, looks for, we look for, missing since, inquiry "
        "running, being looked for, in question, thought, hint, rumour, maybe, "
        "perhaps, possibly, probably, presumably, likely, possible, suspected, "
        "apparently, supposedly, seemingly, allegedly, assumed, presumed, suspect, "
        "believed, being searched, investigating, potentially, seems, appears, search "
        "started, unconfirmed, to be confirmed, being checked, under review, to be "
        "checked, checking, check, verify, verifying, verification, being verified, "
        "supposed to, unverified, doubt, doubtful, estimated as, physically present, "
        "rumoured, sample, example, test, draft, template, investigation opened, "
        "investigation was opened, trace opened, under investigation, trace request, "
        "unclear whether, inquiry opened, presumed lost, doubted, doubts, under "
        "consideration, being considered, considering, suspects, suspecting, not sure, "
        "unsure, uncertain, not certain, not clear whether, not clear if, still "
        "unaccounted for, currently unaccounted for, so far unaccounted for, loss "
        "suspected, first {maybe search}, initial {maybe search}, internal {maybe "
        "search}, preliminary {maybe search}, earlier {maybe search}, previous {maybe "
        "search}, local {maybe search}"
    ),
    "said": (
        "according to, says, claims, reported, reports, report, customer says, states, "
        "disputes, disputed, denies, contests, complains, said, told, alleges, in the "
        "opinion, informs, mentioned, insists, buyer claims, marked as, marked, "
        "recorded as, shown as, changed from, although, though, despite, thought lost, "
        "thought to be lost, believed lost, listed as, noted as, scanned as, entered "
        "as, displayed as, status says, {buyer} reports, {buyer} states"
    ),
    "wrong": (
        "changed from, status changed from, wrong, wrongly, by mistake, mistake, "
        "mistakenly, in error, error, erroneous, erroneously, incorrectly, incorrect, "
        "false, inadvertently, accidentally, invalid, was an error, not correct, "
        "corrected, correction, correct status, void, premature, prematurely, faulty, "
        "not true, untrue, too early, scanned too early, set too early, reported too "
        "early, status reset from, reset from, set back from, reverted from, status "
        "reverted, changed back from, status set back"
    ),
    "cancel": (
        "scrubbed, taken off, nullified, invalidated, voided, wiped, stornoed, "
        "rolled back, cancelled, canceled, cancellation, withdrawn, revoked, "
        "reversed, undone, taken back, annulled, retracted, rescinded, "
        "stopped return, discarded scan, deleted, removed, suspended, reset, "
        "called off, terminated, countermanded"
    ),
    "ask": "to be clarified, clarification, question, unresolved, query",
    "part": (
        "partially, partly, partial, one of, some of, part of, first of, remaining, of "
        "several, rest of, half of, incomplete delivery, short delivery, piece "
        "missing, damaged, broken, empty, stolen from {item}, stolen out of {item}"
    ),
    "promise": (
        "promise, guarantee, guaranteed, option, options, window, deadline, address "
        "change, date, slot, note for, forecast, notification of delivery, "
        "instructions, money back, charged, process, mode, returns are accepted, "
        "returns accepted, returns possible, was promised, were promised, is promised, "
        "return not possible, return is not possible, return no longer possible, "
        "return impossible, returns not possible, by evening, by tonight, by noon, by "
        "midnight, by end of day, by end of week, by morning, change of address, "
        "change of date, change of delivery, change of delivery date, change of "
        "delivery address, delivered duty paid, ddp, ddu, dap, delivered duty unpaid, "
        "delivered at place, incoterm, incoterms, terms of delivery, is delivered "
        "after, is delivered upon, is delivered against, is delivered following, is "
        "delivered on payment, are delivered after, are delivered upon, are delivered "
        "against, are delivered following, are delivered on payment, is collected on "
        "delivery, is collected upon delivery, are collected on delivery, are "
        "collected upon delivery, will be collected on delivery, will be collected "
        "upon delivery, be collected on delivery, be collected upon delivery, payable "
        "on delivery, payable upon delivery, to be paid on delivery, to be paid upon "
        "delivery, is due on delivery, is due upon delivery, are due on delivery, are "
        "due upon delivery, is payable on delivery, is payable upon delivery, are "
        "payable on delivery, are payable upon delivery, due on delivery, due upon "
        "delivery, is charged on delivery, is charged upon delivery, are charged on "
        "delivery, are charged upon delivery, will be charged on delivery, will be "
        "charged upon delivery, to be collected on delivery, to be collected upon "
        "delivery, charged when {item} is delivered, paid to driver on delivery, to be "
        "paid to driver, to be paid to courier, payable to driver"
    ),
    "decided": (
        "arranged, approved, agreed, decided, started return, allowed, permitted, "
        "authorised, authorized, ok'd"
    ),
    "to": "to, into, onto, towards, unto",
    "by": "by, sign by",
    "from": "from, out of, ex",
    "at": (
        "at, on, inside, near, behind, through, via, under, against, alongside, "
        "beside, beneath, underneath, next to, in front of"
    ),
    "with": "with",
    "and": "and, then, plus",
    "but": "but, however, therefore",
    "fill": (
        "at the sender's request, at the request of the sender, on the sender's order, "
        "on the sender's request, against signature, first, fire, accident, sea, "
        "flood, crash, supervision, brand, compensation, total, in the end, himself, "
        "herself, itself, under supervision, signature on file, formalities, "
        "formality, there is, lying, ground, carefully, completely, entirely, "
        "unfortunately, new, safe, for you, with care, fully, both, whole, correctly, "
        "duly, again, two, three, complete set, house, at last, by hand, same, once "
        "more, flat, number, whoever, resident of, below, used, well, hereby, on "
        "instruction of, by order of, on behalf of the sender, the, a, an, its, his, "
        "her, your, their, our, it, is, was, were, are, be, been, has, have, had, now, "
        "yesterday, safely, already, just, also, of, s, this, that, these, for, who, "
        "which, personally, in person, person, directly, local, national, regional, "
        "international, final, last, mile, good order, good condition, condition, "
        "order, time, thank you, thanks, thank you for, dear, am, pm, morning, "
        "afternoon, evening, noon, hour, hours, o'clock, monday, tuesday, wednesday, "
        "thursday, friday, saturday, sunday, january, february, march, april, june, "
        "july, august, september, october, november, december, without signature, no "
        "signature required, no signature, signature not required, name, ok, original, "
        "another, other, we, he, she, them, they, us, me, if you have any questions, "
        "do not hesitate, second, third, correct, right, physical, enjoy, your order, "
        "using our, service, using, choosing, hand, all, pieces, there, here, own, on "
        "time, recipient's name, ok delivered, nearby, next door, update, info, cet, "
        "utc, gmt, event, shipment status, on the customer's request, at the "
        "customer's request, on the sender's wish, at the sender's wish, on request of "
        "the customer, on customer request, as requested by the customer, on the "
        "seller's request, at the seller's wish, at home, compensation follows, "
        "compensation starts, compensation begins, compensation is paid, compensation "
        "paid, carrier pays, claim accepted, claim settled, refund follows, "
        "compensation will follow, compensation to follow, compensation will be paid, "
        "will be compensated, we are sorry, sorry, we apologise, apologies, security "
        "check, after security check, security screening, after storage time, after "
        "storage period, after the storage period, after the retention period, storage "
        "time, by signature, confirmed by signature, at second attempt, on second "
        "attempt, in second attempt, at third attempt, on third attempt, at first "
        "attempt, on first attempt, after second attempt, after two attempts, after "
        "several attempts, after first attempt, after third attempt, with second "
        "attempt, chosen by recipient, chosen by addressee, chosen by customer, chosen "
        "by consignee, at addressee's request, at recipient's request, on recipient's "
        "request, on addressee's request, at consignee's request, at request of "
        "recipient, at receiver's request, on request of addressee, at request of "
        "addressee, as agreed, as agreed with recipient, agreed with recipient, agreed "
        "with sender, on behalf of seller, on seller's order, on shipper's order, at "
        "shipper's request, on shipper's request, at vendor's request, at merchant's "
        "request, on merchant's request, on merchant's order, after expiry, journey, "
        "its journey, today's, day, days, fine, undamaged, as usual, of the house, the "
        "other, reason, following, this time, meanwhile, in meantime, accordingly, "
        "thereby, consequently, damages, recorded, up, security check failed, failed "
        "security check, security check not passed, no duty, no duties, no customs "
        "duty, no customs duties, duty free, no taxes, no tax, try again later, please "
        "try again later, try again, second parcel, in person to, as requested, of the "
        "hotel, of the company, of the building, as ordered by the sender, as ordered "
        "by customs, as ordered by seller, as ordered, somehow, by then, herewith, few "
        "minutes ago, ago, minutes, before departure, before its departure, as "
        "arranged, as arranged with recipient, take place, takes place, for good, "
        "attempt successful, second attempt successful, attempt was successful, with "
        "sender's consent, after sender's consent, with consent of sender, after "
        "consent of sender, so, lady, man, gentleman, on the second floor, on the "
        "first floor, on the third floor, on the ground floor, in the same house, at "
        "the house, at house number, in same building, at number, on the driver's "
        "device, on device, on the scanner, on screen, in presence of recipient, in "
        "presence of the addressee, signature on paper, after refusal, following "
        "refusal, before delivery, prior to delivery, during transport, during "
        "transit, in transport, in course of transport, since yesterday, since this "
        "morning, since today, since monday, since noon, abandoned, please bring, "
        "identity card, id card, passport, photographed, claim opened, claim started, "
        "claim filed, claim possible, claim being paid, claim will be paid, claim is "
        "settled, quickly, promptly, regularly, formally, thereupon, afterwards, "
        "overnight, public holiday, holidays, this week, last week, last night, at "
        "night, midday, lunchtime, about, approximately, roughly, circa, metres, kg, "
        "gram, grams, free of charge, without problems, without delay, finally, ve, "
        "re, claim can be made, claim may be made, claim can be filed, after one "
        "month, after two months, after three months, after six months, after two "
        "weeks, after four weeks, after several weeks, after several months, next to "
        "it, after two failed attempts, after failed attempt, after one failed "
        "attempt, after several failed attempts, after three failed attempts, after "
        "failed first attempt, after deadline, after period for objection, after "
        "objection period, is compensated, was compensated, are compensated, has been "
        "compensated, compensated, sender is compensated, sender was compensated, "
        "sender will be compensated, sender has been compensated, recipient was "
        "notified, recipient was informed, sender was informed, sender has been "
        "informed, customer was notified, country code, between, near you, after the "
        "fire, after fire, after accident, after flood, after crash, after a crash, "
        "after theft, after robbery, at {buyer} s request, at {buyer} s wish, on "
        "{buyer} s request, on {buyer} s instruction, on {buyer} s instructions, at "
        "request of {buyer}, on request of {buyer}, upon request of {buyer}, by "
        "request of {buyer}, as requested by {buyer}, as instructed by {buyer}, as "
        "agreed with {buyer}, by agreement with {buyer}, in agreement with {buyer}, as "
        "{buyer} wished, as {buyer} requested, with {buyer} s consent, with {buyer} s "
        "agreement, at {sender} s request, at {sender} s wish, on {sender} s request, "
        "on {sender} s instruction, on {sender} s instructions, at request of "
        "{sender}, on request of {sender}, upon request of {sender}, by request of "
        "{sender}, as requested by {sender}, as instructed by {sender}, by order of "
        "{sender}, on instruction of {sender}, on instructions of {sender}, on "
        "instruction from {sender}, as agreed with {sender}, by agreement with "
        "{sender}, as {sender} wished, as {sender} requested, with {sender} s consent, "
        "abandoned by {buyer}, abandoned by {sender}, given up by {sender}, {buyer} "
        "notified, {buyer} was notified, {buyer} has been notified, {buyer} informed, "
        "{buyer} was informed, {buyer} has been informed, {buyer} contacted, {sender} "
        "notified, {sender} was notified, {sender} has been notified, {sender} "
        "informed, {sender} was informed, {sender} has been informed, id checked, id "
        "verified, identity checked, identity verified, age checked, age verified, pin "
        "verified, pin checked, code verified, code checked, with pin, by pin, over "
        "fence, over gate, over wall, over hedge, due to access problem, date of birth "
        "checked, photo taken, photo taken at door, photo taken as proof, for security "
        "reasons, by airport security, by aviation security, after expiry of storage "
        "period, after expiry of retention period, after expiry of collection period, "
        "after expiry of period, after end of storage period, upon expiry of, storage "
        "period over, storage period expired, retention period expired, retention "
        "period over, collection period expired, collection period over, collection "
        "deadline passed, pick up period expired, pick up deadline passed, after "
        "collection period, after collection deadline, after legal storage period, "
        "after legal period, after statutory period, after expiry of deadline, after "
        "expiry of storage time, security rejection, security refusal, security "
        "reasons, rejected by security, rejected by security check, rejected by "
        "airport security, rejected by x ray, signature service not requested, "
        "signature not requested, no signature requested, signature not needed, no "
        "signature needed, signature waived, signature release on file, no signature "
        "obtained, signature exempt, when courier came, when driver came, when we "
        "came, when courier arrived, when driver arrived, when courier called, when "
        "driver called, when we called, when courier rang, when driver rang, when van "
        "came, when truck came, as wished, as desired, as instructed, as specified, as "
        "per instructions, per instructions, according to instructions, as directed, "
        "per request, upon request, by request, by agreement, by arrangement, in "
        "number, in house number, in apartment, in flat, in room, in unit, in suite, "
        "apartment number, flat number, room number, third attempt, second attempt, "
        "had to be, has had to be, spoiled, spoilt, perished, rotten, leaking, leaked, "
        "contaminated, {sender} did not want it back, {sender} does not want it back, "
        "{sender} did not want parcel back, {sender} did not want goods back, {sender} "
        "waived return, {sender} waives return, return not wanted, no return wanted, "
        "{sender} did not want the return, for {buyer}, without opening, without "
        "opening it, without inspection, without examination, without further checks, "
        "without check, without control, without stopping, dear mr, dear mrs, dear ms, "
        "dear customer, without problem, without any problem, without any problems, "
        "without incident, without difficulty, without damage, without complaint, "
        "without issue, without issues, no problem, no problems, no damage, after a "
        "month, after month, after one week, after week, after weeks, after days, "
        "after some days, after long time, on left, on right, opposite, across street, "
        "across road, over road, downstairs, upstairs, above, round corner, after "
        "period, for ever, forever, storm, snow, ice, rain, heat, fog, strike, floods, "
        "heavy, traffic, traffic jam, breakdown, technical, problem, weekend, easter, "
        "christmas, bank holiday, midnight, early, shortage, volume, high, peak, "
        "season, damaged beyond repair, beyond repair, irreparably damaged, "
        "irreparable damage, police informed, police notified, reported to police, "
        "police report filed, police was informed, police were informed, without "
        "charge, without charges, without costs, without duty, without duties, of "
        "destination, over weight, overweight, oversize, oversized, after all, with "
        "signature, under signature, security inspection, security examination, "
        "security clearance, for distribution, upon {sender} s request, per {sender} s "
        "request, due to {sender} s request, following {sender} s request, upon "
        "{sender} s instruction, per {sender} s instruction, following {sender} s "
        "instruction, upon {buyer} s request, per {buyer} s request, due to {buyer} s "
        "request, following {buyer} s request, upon {buyer} s instruction, per {buyer} "
        "s instruction, following {buyer} s instruction, x ray passed, passed x ray, x "
        "ray ok, x ray done, x ray completed, claim was accepted, claim has been "
        "accepted, claim was approved, claim approved, claim was settled, claim has "
        "been settled, claim was paid, claim paid, compensation was paid, compensation "
        "has been paid, compensation granted, compensation was granted, compensation "
        "approved, compensation being paid, {buyer} advised, {buyer} was advised, "
        "{buyer} has been advised, {buyer} being notified, {buyer} is notified, "
        "{buyer} will be notified, {buyer} is informed, {buyer} will be informed, "
        "payment on delivery, as abandoned, as unclaimed, as undeliverable, as "
        "uncollected, liquid found, liquids found, battery found, batteries found, "
        "battery inside, despite holiday, despite weather, despite bad weather, "
        "despite strike, despite delay, despite snow, despite storm, in spite of "
        "weather, in spite of bad weather, in spite of snow, in spite of strike, by "
        "water, by flood, by storm, by heat, by frost, {sender} compensated, {buyer} "
        "compensated, {sender} paid out, compensation paid to {sender}, no {duty} due, "
        "no customs {duty} due, without {duty}, without customs {duty}, without any "
        "{duty}, free of {duty}, free of customs {duty}, no import {duty} due, online, "
        "between two hubs, between two depots, between hubs, between depots, in a "
        "fire, in warehouse fire, in depot fire, in a fire at, in a traffic accident, "
        "in traffic accident, in road accident, due to a fire, due to fire, due to "
        "plane crash, in plane crash, due to an accident, due to accident, due to "
        "flood, in flood, eur, euro, euros, final status, per {buyer} request, upon "
        "{buyer} request, at {buyer} request, on {buyer} request, on {buyer} s wish, "
        "on wish of {buyer}, at wish of {buyer}, at request, until date agreed, until "
        "agreed date, until day agreed, until agreed day, until date agreed with "
        "{buyer}, delivery exception resolved, delivery exception cleared, exception "
        "resolved, exception cleared, exception has been resolved, exception was "
        "resolved, delivery exception has been resolved, for two days, for three days, "
        "for four days, for five days, for six days, for seven days, for eight days, "
        "for nine days, for ten days, for several days, for some days, for few days, "
        "for one day, for one week, for two weeks, for three weeks, of two days, of "
        "three days, of four days, of five days, of six days, of seven days, of eight "
        "days, of nine days, of ten days, of several days, of some days, of few days, "
        "in cash, by card"
    ),
    "after": "until, till, after, upon",
    "today": "today, this afternoon, this morning, this evening",
    "take collect": (
        "picked it up, pick it up, fetched it, collected it, collected, picked up, "
        "pick up, fetched, retrieved, claimed, collect, picked, collecting, came to "
        "collect, emptied, pickup, pick ups, pickups, fetch, fetches, fetching, picks "
        "it up, picking up, came for, came to fetch, came to pick up, has fetched, "
        "came and took, came to take, came and collected, came by and took, came and "
        "picked up, came for it, cashed, cashed in, collected on delivery, collected "
        "upon delivery, collected at the door, collected at delivery, collected by "
        "driver on delivery"
    ),
    "origin airport": (
        "origin airport, departure airport, airport of departure, outward airport, "
        "airport of origin, outbound airport, airport of export, export airport"
    ),
    "dest airport": (
        "destination airport, port of destination, airport of destination, "
        "destination port, port of antwerp, port of zeebrugge, port of le havre, port "
        "of koper, port of piraeus, port of gdynia, port of gdansk, port of "
        "rotterdam, port of hamburg, port of bremerhaven, port of genoa, port of "
        "trieste, port of valencia, port of barcelona, port of felixstowe, port of "
        "constanta, port of marseille, port of southampton"
    ),
    "done over": (
        "search ended, investigation closed, investigation completed, search closed, "
        "search completed, investigation finished, investigation concluded, search "
        "concluded, after investigation, no trace found, search is over, after a long "
        "search, after the search, after search, could not be found in the search, not "
        "found after the search, not found in the search, search over, search is "
        "closed, search was closed, after searching, case closed, file closed, case is "
        "closed, claim closed, inquiry closed, investigation over, case was closed, "
        "tracing closed, tracing ended, tracing finished, tracing completed, tracing "
        "concluded, tracing over, trace closed, trace ended, trace completed, search "
        "finished, search is finished, search has ended, search was ended, search "
        "terminated, investigation ended, investigation is closed, investigation was "
        "closed, investigation has been closed, inquiry ended, inquiry completed, "
        "inquiry finished, inquiry concluded, enquiry closed, enquiry ended, enquiry "
        "completed, enquiry concluded, after tracing, after inquiry, after enquiry, "
        "file is closed, search ends, searches ended, all searches ended, "
        "investigation complete, search complete, trace complete, tracing complete, "
        "inquiry complete, enquiry complete, case completed, {maybe search} closed, "
        "{maybe search} is closed, {maybe search} was closed, {maybe search} has been "
        "closed, {maybe search} ended, {maybe search} has ended, {maybe search} "
        "finished, {maybe search} is finished, {maybe search} concluded, {maybe "
        "search} completed, {maybe search} complete, {maybe search} is over, {maybe "
        "search} was concluded, {maybe search} was completed, {maybe search} has been "
        "completed, {maybe search} has been concluded, {maybe search} was ended, "
        "{maybe search} terminated, after final search, after extensive search, after "
        "thorough search, after long search, after last search, after intensive "
        "search, search for {item} closed, search for {item} ended, search for {item} "
        "completed, search for {item} finished, search for {item} concluded, search "
        "for {item} is over, search for {item} was closed, search for {item} is "
        "closed, search for {item} has ended, search for {item} has been closed, "
        "investigation into {item} closed, investigation into {item} ended, "
        "investigation into {item} completed, investigation into {item} finished, "
        "investigation into {item} concluded, investigation into {item} is over, "
        "investigation into {item} was closed, investigation into {item} is closed, "
        "investigation into {item} has ended, investigation into {item} has been "
        "closed, tracing of {item} closed, tracing of {item} ended, tracing of {item} "
        "completed, tracing of {item} finished, tracing of {item} concluded, tracing "
        "of {item} is over, tracing of {item} was closed, tracing of {item} is closed, "
        "tracing of {item} has ended, tracing of {item} has been closed"
    ),
    "hold customs": (
        "detained, detention, seized, seizure, confiscated, impounded, quarantined, "
        "embargo, prohibited article, prohibited item, prohibited goods, forbidden "
        "goods, forbidden article, dangerous goods found, counterfeit, suspected "
        "counterfeit, import ban, import banned, import prohibited, import "
        "restriction, restricted article, restricted item, restricted goods, detain, "
        "detaining, seize, seizing, confiscates, impounds, quarantines, confiscation, "
        "impoundment, under seal, kept under seal, customs seal, fake, fakes, fake "
        "brand, imitation, imitations, forgery, forged goods, forbids, forbid, bans, "
        "banned by customs, prohibits, prohibited by customs, arrested, in custody, "
        "taken into customs custody, released only after, release only after, release "
        "after payment, released only against, will be released after payment, "
        "released after payment only, forfeited, forfeit, forfeiture"
    ),
    "take present": (
        "accepts, receives, collects, picks up, fetches, takes, gets, get, receive, "
        "receiving"
    ),
    "destroy noun": "destruction, disposal, destroy, dispose, destroying",
    "lose noun": (
        "loss, theft, total loss, lost parcels, lost items, lost goods, lost "
        "shipments, lost packages"
    ),
    "take accept": "accepted, acceptance, accept, accepts",
    "at in": "in",
    "status": (
        "status, previous status, last status, previous scan, previous event, delivery "
        "message, delivery report, delivery status, delivery entry, delivery record, "
        "message of delivery, previous message, last message, previous entry, last "
        "entry, last scan, previous report, last report, earlier status, earlier "
        "message, earlier scan, earlier report, previous information, tracking status, "
        "parcel status"
    ),
    "return hand": (
        "handed back to, given back to, give back to, surrendered back to, "
        "passed back to, handed back"
    ),
    "return take": (
        "has taken back, took back, has got back, picked up again, collected again, "
        "got back, received back, collected back"
    ),
    "return arrive came at": (
        "back with, back at, arrived back at, is back with, is back at, back in, "
        "is back in, came back to, has come back to, has come back, came back, "
        "returned into the hands of"
    ),
    "return arrive came": "arrived back, is back, back home",
    "return reverse": (
        "return shipment, return parcel, return consignment, return item, return "
        "package, returned parcel, returned shipment, returned consignment, returned "
        "package, returned item, return shipments, the return is, reverse shipment, "
        "return order parcel, return being, return is being, returned goods, return "
        "goods, returned article, returned packet"
    ),
    "return cancel": (
        "return stopped, return was stopped, return halted, return called off, no "
        "longer returning, no longer being returned, return no longer, not returning "
        "any more, no longer going back, return is off, return off, return was "
        "cancelled, return is cancelled, return has been cancelled, return has been "
        "stopped, return revoked, return withdrawn, return is withdrawn"
    ),
    "return paper": (
        "return label, returns label, return shipping label, return slip, return form, "
        "return instructions, return request, return address label, return address, "
        "address for returns, bill for the return, return code, return costs, return "
        "fee, return fees, return postage, costs of return, return charges, cost of "
        "return, return authorised, return authorized, return approved, return "
        "allowed, return permitted, return accepted online, return registered by "
        "buyer, return shipping, label for return, label printed for return, new label "
        "for return, return conditions, return policy, return terms, conditions of "
        "return, return rules, return period, return window, return deadline, return "
        "options, returns are free, returns free, free returns, free return"
    ),
    "plane load": (
        "on board of flight, on board flight, on board of plane, on board plane, on "
        "board of aircraft, on board aircraft, aboard flight, aboard plane, aboard, on "
        "board of train, on board train, on board of ship, on board ship, on board of "
        "vessel, on board vessel, on board of freighter, on board freighter, aboard "
        "train, aboard ship, aboard vessel"
    ),
    "delay plane": (
        "rolled over, no space, lack of space, no room, cancelled flight, flight "
        "cancelled, canceled flight, flight canceled, rebooked, offloaded, off "
        "loaded, bumped, flight delayed, delayed flight, flight rescheduled, flight "
        "postponed, flight diverted, missed connection, missed flight, left behind by "
        "flight, shut out, space not available, no cargo space, cargo space not "
        "available, capacity not available, no capacity, lack of capacity, capacity "
        "problem, overbooked, fully booked, flight full, plane full, plane was full, "
        "flight was full, capacity problems, capacity shortage, shortage of space"
    ),
    "duty need": (
        "duties due, duty due, taxes due, tax due, charges due, vat due, fees due, "
        "duties not paid, duties to pay, please pay online, please pay the duties, "
        "please pay the import duties, pay the duty, to pay duty, pay duty, pay "
        "duties, pay taxes, pay tax, pay vat, pay import duties, pay customs duties, "
        "pay charges, pay import vat, {duty} due, customs {duty} due, import {duty} "
        "due, {duty} is due, {duty} are due, {duty} outstanding, {duty} unpaid, {duty} "
        "still open, {duty} not settled, {duty} not yet paid, customs {duty} not paid, "
        "customs fee due, customs fee not paid, {duty} open, {duty} still not paid, "
        "{duty} remain unpaid, {duty} are open, {duty} is open, {duty} still to be "
        "paid, only after payment of, only upon payment of, only against payment of, "
        "not before payment of, until payment of"
    ),
    "said deliver": "as delivered",
    "said return": "as returned",
    "depart plane": (
        "in the air, wheels up, is flying, has flown, is in air, still in air, now in "
        "air, manifested on flight, manifested for flight, manifested to flight, "
        "booked onto flight, allocated to flight"
    ),
    "at_customs": (
        "after inspection, after customs inspection, after customs clearance, after "
        "clearance, after import clearance, after customs control, under customs "
        "supervision, under customs control, under customs' supervision, under "
        "supervision of customs, in presence of customs, following customs clearance, "
        "following clearance, following customs inspection, following inspection by "
        "customs, after release by customs, after customs release, after release from "
        "customs, following customs release, following release by customs, after "
        "clearing customs, after passing customs, once cleared by customs, after "
        "customs hold, after hold by customs, after having been held by customs, after "
        "being held by customs, after inspection by customs, due to customs delay, "
        "after delay at customs, after delay in customs, after customs delay, after it "
        "was released by customs, after customs released it, after customs had "
        "released it, after it had been released by customs, after it was cleared by "
        "customs, after it was cleared, after being released by customs, after it "
        "passed customs, after it had passed customs, after customs released {item}, "
        "after customs cleared {item}, after customs cleared it, after customs had "
        "cleared it"
    ),
    "neighbour by": "by reception, by goods in",
    "neighbour at": "at reception, in reception, at goods in, in goods in department",
    "neighbour to": "to reception, to goods in, next door",
    "neighbour with": "with reception",
    "depart will": "will ship, to ship, ships soon",
    "find not": (
        "could not be found, can not be found, could not be located, can not be "
        "located, was not found, has not been found, not found, not located, could not "
        "be traced, cannot be traced, can not be traced, not traced"
    ),
    "home to": (
        "to return warehouse, to returns warehouse, to return centre, "
        "to return center, to returns centre, to returns center, to returns depot, "
        "to return depot, to return hub, to return facility, to returns department, "
        "to return department, to returns facility, to return processing centre, "
        "to returns processing centre"
    ),
    "collect": "collection, collections",
    "refuse import": (
        "import terminated, import clearance terminated, import cancelled, import "
        "process terminated, may not be imported, must not be imported, cannot be "
        "imported, not be imported, import not allowed, import not permitted, not "
        "allowed into, not admitted into, not permitted into, not let into country"
    ),
    "will delivery": (
        "to deliver, who will bring, which will bring, that will bring, who brings, "
        "who will deliver, which will deliver, that will deliver, who will take it "
        "to, who delivers, they will bring"
    ),
    "return came to": (
        "back to, back into, back towards, taken back to, taken back into, carried "
        "back to, driven back to, moved back to, transferred back to"
    ),
    "buyer at": (
        "at recipient's address, at addressee's address, at address of recipient, "
        "at consignee's address, at customer's address, at delivery address, "
        "at recipient's home, at recipient's house, at recipient's door, "
        "at customer's door, at home of recipient, at customer's home, "
        "at your address, at your home, at recipient's place, at consignee's door"
    ),
    "return arrive sender": (
        "with the sender again, with the seller again, with the shipper again, "
        "with the merchant again, at the sender again, at the sender's again, "
        "at the seller's again, at the shipper's again, at the merchant's again, "
        "with its sender again"
    ),
    "hand present": "brings, carries, carrying, carry",
    "take collect by": "handed out to, given out to, issued to",
    "depot carrier at in": (
        "in delivery point depot, in delivery branch, in delivery office, "
        "in delivery base, in delivery centre, in delivery center, "
        "in delivery depot, in delivery station, in delivery facility, "
        "in delivery unit, in delivery hub, in delivery post office"
    ),
    "depot carrier at": (
        "at delivery point depot, at delivery branch, at delivery office, "
        "at delivery base, at delivery centre, at delivery center, "
        "at delivery depot, at delivery station, at delivery facility, "
        "at delivery unit, at delivery hub, at delivery post office"
    ),
    "put box": "left in the hall, placed in the hall, left in hallway",
    "because": (
        "because, because of, due to, since, owing to, on account of, as result of"
    ),
    "return deliver sender": (
        "delivered back to the sender, delivered back to the shipper, delivered back "
        "to the seller, delivered back to the merchant, delivered back to original "
        "{sender}, delivered back to {sender}"
    ),
    "store at": (
        "kept at, remains at, is at, now at, located at, currently at, are at, are "
        "now at"
    ),
    "store at in": "is in, now in, currently in, stored in, are in, are now in",
    "wrong process": (
        "false scan, mis scan, misscan, scan error, wrong scan, faulty scan, "
        "erroneous scan, incorrect scan, scan by mistake, scanned by mistake, "
        "scanned wrongly"
    ),
    "wrong status": (
        "cancellation of delivery deleted, cancellation deleted, "
        "cancellation withdrawn, cancellation revoked, "
        "cancellation of delivery withdrawn, cancellation undone, "
        "cancellation was deleted"
    ),
    "wait decided": (
        "decision on return, decision about return, decision on its return, return "
        "decision"
    ),
    "collect nobody take": "unclaimed, not claimed, never claimed",
    "will destroy": (
        "intends to destroy, plans to destroy, wants to destroy, decided to destroy, "
        "decides to destroy, going to destroy"
    ),
    "not load": (
        "did not make it onto, did not make it on, not make it onto, missed the van, "
        "missed the vehicle, not on board, too late for tour, too late for round, too "
        "late for today's tour, too late for today's round, too late for delivery, too "
        "late for loading, missed tour, missed today's tour"
    ),
    "notyet done": (
        "not completed yet, not yet completed, not finished yet, not yet finished"
    ),
    "notyet load": "not yet on board, not on board yet, not yet aboard",
    "return to carrier": "to return carrier, to return partner",
    "return plane to": "to return flight",
    "attempt delivery": (
        "tried to deliver, attempted to deliver, tries to deliver, trying to deliver"
    ),
    "delivery fail": "no delivery because of, no delivery due to, no delivery possible",
    "arrive dest": (
        "arrived in country, arrived into country, international arrival, inbound "
        "international arrival, import arrival, arrival import"
    ),
    "out depart": (
        "delivery van left, delivery vehicle left, delivery van has left, delivery "
        "vehicle has left"
    ),
    "at box": "in or at mailbox, in or near mailbox, in or at letterbox",
    "with carrier": (
        "in hands of delivery agent, in hands of delivery partner, in hands of local "
        "agent"
    ),
    "return take sender by": (
        "sender has it back, seller has it back, merchant has it back, shipper has it "
        "back, sender has parcel back, seller has parcel back, merchant has parcel "
        "back, shipper has parcel back, sender has goods back, seller has goods back, "
        "merchant has goods back, shipper has goods back, shop owner has parcel back, "
        "sender has item back, seller has item back, merchant has item back, sender "
        "has goods again, seller has goods again, merchant has goods again, shipper "
        "has goods again, sender has parcel again, seller has parcel again, merchant "
        "has parcel again, shipper has parcel again, sender has it again, seller has "
        "it again, merchant has it again, shipper has it again, sender has item "
        "again, seller has item again, taken back by {sender}, fetched back by "
        "{sender}, collected back by {sender}, received back by {sender}, got back by "
        "{sender}"
    ),
    "china carrier": (
        "cainiao, yanwen, yunexpress, 4px, sf express, china post, sunyou, yto, zto, "
        "sto, yunda, jd logistics, cne express, ubi logistics, wanb express, yun "
        "express, yanwen express, sf international, china ems, jcex, anjun, hualei, "
        "linkstar, first mile courier, first mile driver, first mile carrier, first "
        "mile partner, domestic courier, domestic carrier, domestic express"
    ),
    "take from sender": (
        "accepted by carrier, collected by carrier, picked up by carrier, received by "
        "carrier, taken over by carrier, picked up by shipping partner, collected by "
        "shipping partner, accepted by logistics company, collected by logistics "
        "company, picked up by logistics company, received by logistics company, "
        "accepted by logistics provider, carrier picked up, accepted by last mile "
        "carrier of seller, first mile pick up, first mile collection, picked up by "
        "first mile"
    ),
    "process china depot at": (
        "inbound in sorting center, inbound in sorting centre, inbound in sort "
        "center, inbound at sorting center, inbound at sorting centre"
    ),
    "depart china depot from": (
        "outbound in sorting center, outbound in sorting centre, outbound in sort "
        "center, outbound from sorting center, outbound from sorting centre"
    ),
    "arrive inward at": (
        "arrival at destination post, arrival at destination postal admin, arrived at "
        "destination post, arrival at destination postal administration"
    ),
    "outward airport": (
        "departure transport hub, departure port, line haul office, linehaul office, "
        "transport hub of departure"
    ),
    "depart to": (
        "on its way to, on the way to, has been sent to, have been sent to, was sent "
        "to, leaving for, left for, leaves for, en route to, bound for, set off for, "
        "off to, departed for, departs for, dispatched for, despatched for, took off "
        "for, flying to, sailing to, sails for, sailed for, outbound to, outbound for, "
        "headed for, en route for, en route to destination country, on its way to "
        "destination country, on route to"
    ),
    "process depot": (
        "being prepared for delivery, prepared for delivery, getting ready for "
        "delivery, preparing for delivery, made ready for delivery, ready for "
        "delivery, sorted for delivery, ready for round, ready for the tour, being "
        "made ready for delivery, sorted ready for delivery, prepared for tomorrow's "
        "round, prepared for round, made ready for tomorrow, prepared for tomorrow, "
        "prepared for next round, being prepared for tomorrow's round, made ready for "
        "round, sorted for tomorrow, sorted for round, sorted for tomorrow's round, "
        "sorted for route, sorted for tour, sorted to route, sorted for district, "
        "assigned to route, assigned to tour, assigned to driver, sorted for delivery "
        "district, sorted by street, re sorted, resorted, re sorting, resorting, re "
        "sort, sorted again, sorted anew"
    ),
    "return begin": (
        "processing for return, processed for return, prepared for return, preparing "
        "for return, being prepared for return, packed for return, return being "
        "prepared, return in preparation, booked for return, scheduled for return, "
        "marked for return, handed in for return, return initiated, return process "
        "initiated, for return, for return to {sender}, for its return, for return to "
        "original {sender}, for return transport, for sending back"
    ),
    "depot carrier": (
        "delivery facility, delivery depot, delivery base, delivery centre, delivery "
        "center, delivery station, delivery office, delivery branch, delivery unit, "
        "delivery hub, local delivery office, delivery point depot, post office "
        "sorting hub, post office hub, post office sorting centre, post office sorting "
        "center, post office facility, post office depot"
    ),
    "inspect fail": (
        "failed x ray, failed security scan, security scan failed, security control "
        "failed, failed security control"
    ),
    "buyer by": (
        "by {buyer} s signature, with {buyer} s signature, by signature of {buyer}, "
        "with signature of {buyer}, against {buyer} s signature, against signature of "
        "{buyer}"
    ),
    "export customs": (
        "domestic customs, domestic customs clearance, origin customs, customs of "
        "origin, chinese customs, china customs, customs in china, outbound customs "
        "clearance, customs at origin, hong kong customs, customs in shenzhen, "
        "customs in hong kong"
    ),
    "process plane": (
        "taken off plane, unloaded from plane, unloaded from aircraft, unloaded from "
        "flight, discharged from aircraft, off plane, off aircraft, taken off "
        "aircraft, taken off flight"
    ),
    "fail delivery": (
        "brought back from round, came back from round, returned from round, back "
        "from round, back from tour, brought back from tour, came back from tour, "
        "returned from tour, brought back by driver, brought back by courier"
    ),
    "deliver buyer to": (
        "reached recipient, reached addressee, reached consignee, has reached "
        "recipient, arrived with recipient, arrived at recipient's"
    ),
    "inspect customs": (
        "customs opened, customs has opened, customs have opened, customs looked into, "
        "customs took samples, customs is checking, customs checks, customs are "
        "checking, selected for physical check, selected for physical inspection, "
        "selected for physical examination, selected for physical control, chosen for "
        "physical check, chosen for physical inspection, selected for customs check, "
        "selected for customs control, selected for customs examination, selected for "
        "random check, selected for further inspection, selected for further checks"
    ),
    "forward plane": (
        "rail transport, rail freight, sea freight, air transport, sea transport, "
        "transport by rail, transport by air, transport by sea, rail journey, sea "
        "voyage"
    ),
    "missing docs": (
        "value too low, undervalued, value doubted, value doubtful, value in doubt, "
        "value not credible, value unclear, declared value too low, wrong value, "
        "value missing, value not proven"
    ),
    "china depot": (
        "chinese hub, chinese depot, chinese warehouse, hub in china, depot in china, "
        "warehouse in china, line's hub in china, hub of line in china, chinese hub of "
        "line, chinese depot of line, chinese warehouse of line, line's chinese hub, "
        "line's chinese warehouse, line's depot in china, sorting centre in china, "
        "sorting center in china, first mile, first mile depot, first mile hub, first "
        "mile warehouse, first mile station, domestic depot, domestic warehouse, "
        "domestic hub, domestic sorting centre, domestic sorting center"
    ),
    "customs need": (
        "no answer from importer, no reply from importer, importer does not answer, "
        "importer has not answered, importer has not replied, importer must act, not "
        "answered customs, not replied to customs, did not answer customs, did not "
        "reply to customs, no reply to customs, no answer to customs, customs will "
        "decide, customs decides, customs has to decide, customs is to decide, "
        "decision of customs, customs decision pending, customs decision outstanding, "
        "contact customs, disputed by customs, doubted by customs, questioned by "
        "customs, not believed by customs, not accepted by customs, customs doubts, "
        "customs doubt, customs questions, customs disputes, customs contests, customs "
        "does not accept, customs did not accept, customs has not accepted, answer "
        "customs, reply to customs, respond to customs, react to customs, answer to "
        "customs"
    ),
    "attempt collect": (
        "tried to collect, tried to pick up, tried to pickup, tried to fetch, "
        "attempted to collect, attempted to pick up, attempted to fetch, tries to "
        "collect, tries to pick up"
    ),
    "customs by": (
        "by order of customs, on order of customs, on customs order, on instruction "
        "of customs, upon order of customs, at order of customs, by decision of "
        "customs"
    ),
    "buyer to": (
        "to recipient's home, to recipient's house, to recipient's door, to "
        "recipient's address, to addressee's home, to customer's home, to home of "
        "recipient, to your home, to your door, to your address, to home address, to "
        "address of recipient, to delivery address, to addressee's address, to "
        "customer's address, to consignee's address, to right address, to correct "
        "address, to given address, to stated address, to specified address, to "
        "address of delivery"
    ),
    "collect notyet take": (
        "has not yet come to, not yet come to, has not come to, not come yet to"
    ),
    "delay depot": (
        "depot full, depot is full, depot overloaded, depot was full, hub full, depot "
        "overcrowded"
    ),
    "abroad to": "overseas, abroad",
    "depart from": (
        "booked out of, booked out from, checked out of, signed out of, signed out from"
    ),
    "customs by need": (
        "requested by customs, demanded by customs, required by customs, asked for by "
        "customs, wanted by customs, claimed by customs"
    ),
    "arrive from": "came from, comes from, come from, coming from",
    "begin customs": (
        "declared for import, declared to customs, declared for clearance, declared at "
        "customs, entry accepted, entry filed, entry submitted, entry lodged, entry "
        "was accepted, entry is accepted"
    ),
    "put neighbour with": "left with reception, left at reception, left in reception",
    "arrive depot at": "arrived at unit, arrival at unit, arrived at delivery unit",
    "store at shop": (
        "kept at post, lies at post, lying at post, waits at post, waiting at post, "
        "stored at post, held at post, remains at post, kept at post for"
    ),
    "sorting": (
        "sorting centre, sorting center, sorting office, sort centre, sort center, "
        "mail centre, mail center, parcel centre, parcel center, letter centre, letter "
        "center, distribution centre, distribution center, sorting plant, sorting "
        "hall, local depot, local station, local branch, regional depot, regional "
        "centre, regional center, home depot, district office"
    ),
    "return china depot": (
        "returned by airline, sent back by airline, returned by airport security, sent "
        "back by airport security, returned by security check"
    ),
    "forward to": "on road to",
    "delivery sorting": (
        "for delivery, for delivery by postman, for his round, for postman's round"
    ),
    "courier sorting": "for postman, for postmen, for letter carrier",
    "will hand": (
        "ready for hand over, ready for handover, ready to be handed over, ready for "
        "transfer, ready to hand over"
    ),
    "paper evidence": "proof of delivery, pod",
    "put present": "drop off",
    "take collect present": "come for, come for it, comes for it, comes for",
    "delivery today": (
        "for today's delivery, for today's round, for today's tour, for today's route"
    ),
    "either": "or",
    "delivery sorting will": (
        "delivery will be arranged, delivery will be arranged soon, awaiting delivery, "
        "waiting for delivery, delivery will follow, delivery follows, will be "
        "delivered soon, delivery soon, delivery arranged soon, delivery to follow, to "
        "be delivered soon"
    ),
    "return wish": (
        "requested to return, asked to return, wants to return, wishes to return, "
        "request to return, requests to return, asks to return"
    ),
    "return if": (
        "when returned, when it is returned, once returned, once it is returned, when "
        "parcel is returned, when item is returned"
    ),
    "docs done": (
        "all papers there, all documents there, all papers are there, all documents "
        "are there, all papers present, papers all there, all papers available, all "
        "documents available"
    ),
    "pay settled": (
        "after payment of, after paying, after settlement of, after collection of, "
        "after collecting, after receipt of payment of, after cash payment of, after "
        "payment for, upon payment of, upon paying, upon settlement of, upon "
        "collection of, upon collecting, upon receipt of payment of, upon cash payment "
        "of, upon payment for, against payment of, against paying, against settlement "
        "of, against collection of, against collecting, against receipt of payment of, "
        "against cash payment of, against payment for, following payment of, following "
        "paying, following settlement of, following collection of, following "
        "collecting, following receipt of payment of, following cash payment of, "
        "following payment for, on payment of, on settlement of, on receipt of payment "
        "of, on cash payment of, after he paid, after she paid, after they paid, after "
        "{buyer} paid, after {buyer} had paid, after {buyer} settled, after he had "
        "paid, after having paid, having paid"
    ),
    "duty pay settled": (
        "after {duty} were paid, after {duty} was paid, after {duty} had been paid, "
        "once {duty} were paid, once {duty} was paid, once {duty} had been paid, after "
        "{duty} were settled, after {duty} was settled, after {duty} were collected, "
        "after outstanding {duty} were settled, after outstanding {duty} were paid, "
        "after customs {duty} were paid, after customs {duty} had been paid, after "
        "import {duty} were paid, after import {duty} was paid, with {duty} paid, with "
        "all {duty} paid, with {duty} prepaid"
    ),
    "hold done": (
        "previously held, formerly held, initially held, had been held, was previously "
        "held, was initially held, earlier held, hold ended, hold resolved"
    ),
    "maybe search": (
        "search, searches, searching, investigation, investigations, inquiry, enquiry, "
        "inquiries, tracing, tracer, trace"
    ),
    "done over vain": (
        "searched in vain, searched for in vain, search without finding, we have "
        "stopped searching, stopped searching, gave up search, given up searching, "
        "search without result, search without success, search remained without "
        "result, search was unsuccessful, search unsuccessful, search given up, search "
        "ended without result, search without any result, all searches failed, search "
        "has been given up, search stopped without result, tracing without result, "
        "tracing without success, investigation without result, inquiry without "
        "result, search abandoned, search was abandoned, all searches unsuccessful, "
        "all searches were unsuccessful, all searches have been unsuccessful, all "
        "searches in vain, all searches were in vain, {maybe search} without result, "
        "{maybe search} without success, {maybe search} without any result, {maybe "
        "search} without any success, {maybe search} unsuccessful, {maybe search} was "
        "unsuccessful, {maybe search} were unsuccessful, {maybe search} has been "
        "unsuccessful, {maybe search} remained unsuccessful, {maybe search} remained "
        "without result, {maybe search} remained without success, {maybe search} was "
        "without result, {maybe search} was without success, {maybe search} were "
        "without result, {maybe search} in vain, {maybe search} was in vain, {maybe "
        "search} were in vain, {maybe search} ended without result, {maybe search} "
        "ended without success, {maybe search} ended without any result, {maybe "
        "search} ended unsuccessfully, {maybe search} ended unsuccessful, {maybe "
        "search} ended with no result, {maybe search} finished with no result, {maybe "
        "search} finished without result, {maybe search} finished without success, "
        "{maybe search} closed without result, {maybe search} closed without success, "
        "{maybe search} was closed without result, {maybe search} completed without "
        "result, {maybe search} completed without success, {maybe search} concluded "
        "without result, {maybe search} concluded without success, {maybe search} with "
        "no result, {maybe search} with no success, {maybe search} had no result, "
        "{maybe search} had no success, {maybe search} was fruitless, {maybe search} "
        "fruitless, {maybe search} brought no result, {maybe search} yielded no "
        "result, {maybe search} yielded nothing, {maybe search} gave no result, {maybe "
        "search} produced no result, {maybe search} had negative result, {maybe "
        "search} with negative result, {maybe search} given up, {maybe search} was "
        "given up, {maybe search} has been given up, {maybe search} is given up, "
        "{maybe search} abandoned, {maybe search} was abandoned, {maybe search} has "
        "been abandoned, {maybe search} stopped without result, {maybe search} "
        "terminated without result, search for {item} without result, search for "
        "{item} without success, search for {item} unsuccessful, search for {item} was "
        "unsuccessful, search for {item} remained unsuccessful, search for {item} "
        "remained without success, search for {item} remained without result, search "
        "for {item} in vain, search for {item} was in vain, search for {item} ended "
        "without result, search for {item} ended without success, search for {item} "
        "given up, search for {item} was given up, search for {item} has been given "
        "up, search for {item} abandoned, search for {item} was abandoned, "
        "investigation into {item} without result, investigation into {item} without "
        "success, investigation into {item} unsuccessful, investigation into {item} "
        "was unsuccessful, investigation into {item} remained unsuccessful, "
        "investigation into {item} remained without success, investigation into {item} "
        "remained without result, investigation into {item} in vain, investigation "
        "into {item} was in vain, investigation into {item} ended without result, "
        "investigation into {item} ended without success, investigation into {item} "
        "given up, investigation into {item} was given up, investigation into {item} "
        "has been given up, investigation into {item} abandoned, investigation into "
        "{item} was abandoned, tracing of {item} without result, tracing of {item} "
        "without success, tracing of {item} unsuccessful, tracing of {item} was "
        "unsuccessful, tracing of {item} remained unsuccessful, tracing of {item} "
        "remained without success, tracing of {item} remained without result, tracing "
        "of {item} in vain, tracing of {item} was in vain, tracing of {item} ended "
        "without result, tracing of {item} ended without success, tracing of {item} "
        "given up, tracing of {item} was given up, tracing of {item} has been given "
        "up, tracing of {item} abandoned, tracing of {item} was abandoned"
    ),
    "lose done": (
        "acknowledged loss, has acknowledged loss, acknowledges loss, admitted loss, "
        "admits loss, has admitted loss, loss established, loss was established, loss "
        "has been established, loss is established, loss acknowledged, loss was "
        "acknowledged, loss recognised, loss recognized, confirms loss, theft "
        "established, theft proven"
    ),
    "lose search": (
        "unable to locate {item}, are unable to locate {item}, been unable to locate "
        "{item}, not able to locate {item}, cannot locate {item}, can not locate "
        "{item}, could not locate {item}"
    ),
    "deliver over": (
        "now delivered, since been delivered, has since been delivered, finally "
        "delivered, subsequently delivered, afterwards delivered, delivered "
        "afterwards, then delivered, now been delivered, delivered in meantime, "
        "meanwhile delivered"
    ),
    "delivery wait": (
        "awaiting second attempt, awaiting second delivery attempt, awaiting third "
        "attempt, awaiting third delivery attempt, awaiting next attempt, awaiting "
        "next delivery attempt, awaiting another attempt, awaiting another delivery "
        "attempt, awaiting new attempt, awaiting new delivery attempt, awaiting "
        "further attempt, awaiting further delivery attempt, awaiting last attempt, "
        "awaiting last delivery attempt, awaiting final attempt, awaiting final "
        "delivery attempt, awaiting fourth attempt, awaiting fourth delivery attempt, "
        "waiting for second attempt, waiting for second delivery attempt, waiting for "
        "third attempt, waiting for third delivery attempt, waiting for next attempt, "
        "waiting for next delivery attempt, waiting for another attempt, waiting for "
        "another delivery attempt, waiting for new attempt, waiting for new delivery "
        "attempt, waiting for further attempt, waiting for further delivery attempt, "
        "waiting for last attempt, waiting for last delivery attempt, waiting for "
        "final attempt, waiting for final delivery attempt, waiting for fourth "
        "attempt, waiting for fourth delivery attempt, awaits second attempt, awaits "
        "second delivery attempt, awaits third attempt, awaits third delivery attempt, "
        "awaits next attempt, awaits next delivery attempt, awaits another attempt, "
        "awaits another delivery attempt, awaits new attempt, awaits new delivery "
        "attempt, awaits further attempt, awaits further delivery attempt, awaits last "
        "attempt, awaits last delivery attempt, awaits final attempt, awaits final "
        "delivery attempt, awaits fourth attempt, awaits fourth delivery attempt, "
        "waits for second attempt, waits for second delivery attempt, waits for third "
        "attempt, waits for third delivery attempt, waits for next attempt, waits for "
        "next delivery attempt, waits for another attempt, waits for another delivery "
        "attempt, waits for new attempt, waits for new delivery attempt, waits for "
        "further attempt, waits for further delivery attempt, waits for last attempt, "
        "waits for last delivery attempt, waits for final attempt, waits for final "
        "delivery attempt, waits for fourth attempt, waits for fourth delivery attempt"
    ),
    "depot sorting": (
        "local hub, final hub, local delivery hub, post office of destination, "
        "delivery post office of destination"
    ),
    "noinfo find": (
        "no trace, no trace of {item}, no trace of {item} found, not trace of {item}"
    ),
    "docs hand": (
        "documents supplied, documents were supplied, documents was supplied, "
        "documents have been supplied, documents has been supplied, papers supplied, "
        "papers were supplied, papers was supplied, papers have been supplied, papers "
        "has been supplied, invoice supplied, invoice were supplied, invoice was "
        "supplied, invoice have been supplied, invoice has been supplied, "
        "documentation supplied, documentation were supplied, documentation was "
        "supplied, documentation have been supplied, documentation has been supplied, "
        "missing invoice supplied, missing invoice were supplied, missing invoice was "
        "supplied, missing invoice have been supplied, missing invoice has been "
        "supplied, missing documents supplied, missing documents were supplied, "
        "missing documents was supplied, missing documents have been supplied, missing "
        "documents has been supplied, missing papers supplied, missing papers were "
        "supplied, missing papers was supplied, missing papers have been supplied, "
        "missing papers has been supplied"
    ),
}
