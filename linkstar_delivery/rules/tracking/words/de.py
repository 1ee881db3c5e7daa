# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""German."""

WORDS = {
    "deliver": (
        "zugestellte*, ausgelieferte*, zugestellt, ausgeliefert, zustellung erfolgt, "
        "zustellung erfolgreich, erfolgreich zugestellt, zustellung abgeschlossen, "
        "zustellung war erfolgreich, erfolgreiche zustellung, auslieferung erfolgt, "
        "zustellung ist erfolgt, zugestellte, zugestelltes"
    ),
    "delivery": (
        "zustellung, zustellen, auslieferung, zuzustellen, liefern, ausliefern, "
        "lieferung an, lieferung, zustellungen, zweitzustellung, lieferversuch an, "
        "geliefert werden, zu liefern, zweite zustellung, erneute zustellung"
    ),
    "sign": "unterschrieben, quittiert, signiert",
    "hand": (
        "ubergeben, abgegeben, ausgehandigt, ubergabe, uberreicht, uberstellt, "
        "weitergegeben, angedient, ausgegeben, anvertraut, geliefert, angeliefert, "
        "gebracht, verbracht, uberbracht, ausgefolgt, uberlassen an, uberreichte, "
        "weiter gegeben, eingespeist"
    ),
    "put": (
        "abgelegt, abgestellt, eingeworfen, hinterlegt, hinterlassen, deponiert, "
        "eingelegt, gelegt, eingestellt, platziert, angelehnt, reingelegt, "
        "hingelegt, eingesteckt, abgesetzt, hineingelegt, zuruckgelassen"
    ),
    "take": (
        "entgegengenommen, erhalten, empfangen, entgegen genommen, ubernommen, "
        "in empfang genommen, aufgegeben, eingesammelt, erhalt, abholung erfolgt, "
        "mitgenommen, in besitz"
    ),
    "return": (
        "ruckversand, kehrt zuruck, retourniert*, zuruckgesandt*, zuruckgesendet*, "
        "rucksendung, zuruck, ruckweg, rucktransport, zuruckgesendet, zuruckgesandt, "
        "zuruckgeschickt, retourniert, rucklauf, rucksenden, zuruckgeht, "
        "zuruckgeleitet, geht zuruck, ruckfuhrung, zuruckgebracht, ruckgesendet, "
        "zurucksenden, rucklieferung, zuruckgefuhrt, retournierte, zuruckbefordert"
    ),
    "destroy": (
        "vernichtet*, vernichtet, zerstort, entsorgt, verschrottet, "
        "vernichtet worden, verbrannt, geschreddert, vernichtung durchgefuhrt, "
        "vernichtung erfolgt, vernichtung abgeschlossen, vernichtung ist erfolgt, "
        "entsorgung erfolgt, entsorgung durchgefuhrt, vernichtung wurde durchgefuhrt"
    ),
    "lose": (
        "gestohlen worden, weg gekommen, nicht mehr auffindbar, verloren, verloren "
        "gegangen, verlorengegangen, abhandengekommen, abhanden gekommen, "
        "unauffindbar, gestohlen, verschollen, verlorene, fur verloren erklart, als "
        "verloren erklart, in verlust geraten, ging verloren, verloren ging, als "
        "endgultig verloren, bleibt verschollen, bleibt unauffindbar, bleibt "
        "verschwunden, ist verschwunden, verschwunden, abhanden, wurde gestohlen, "
        "wurde entwendet, entwendet, geraubt, unwiederbringlich, gilt als verloren, "
        "gelten als verloren, gilt als endgultig verloren, wird als verloren "
        "betrachtet, als verloren eingestuft, als verloren gewertet"
    ),
    "find": (
        "gefunden, wiedergefunden, aufgefunden, aufgetaucht, wieder aufgetaucht, "
        "gefunden worden, wieder gefunden, wieder da, wiederaufgetaucht, "
        "ausfindig gemacht, lokalisiert, aufgespurt"
    ),
    "refuse": (
        "nicht bezahlt die nachnahme, wollte nicht, nimmt nicht an, nicht annehmen, "
        "verweigert*, verweigert, abgelehnt, annahmeverweigerung, annahme verweigert, "
        "verweigerte, zuruckgewiesen, ablehnung, verweigerung, nicht angenommen, "
        "lehnt ab, verweigert die annahme, nachnahme nicht bezahlt, nachnahme wurde "
        "nicht bezahlt, nachnahme konnte nicht kassiert werden, wurde nicht "
        "angenommen, will die sendung nicht, hat die annahme abgelehnt, annahme "
        "abgelehnt, nachnahmebetrag wurde nicht bezahlt, nachnahmebetrag nicht "
        "bezahlt, nachnahme nicht gezahlt, zahlung der nachnahme verweigert, konnte "
        "die nachnahme nicht bezahlen, wollte das paket nicht annehmen, wollte die "
        "sendung nicht annehmen, wollte das paket nicht, wollte die sendung nicht, "
        "wollte es nicht annehmen"
    ),
    "absent": (
        "niemand da, niemand war da, war geschlossen, firma geschlossen, wohnt nicht, "
        "wohnt dort nicht, kein name, niemand erreicht, ist verzogen, keiner da, "
        "niemand geoffnet, nicht geoffnet, nicht angetroffen, nicht zu hause, nicht "
        "zuhause, niemand angetroffen, niemanden angetroffen, niemand zu hause, "
        "niemand zuhause, abwesend, nicht anwesend, niemand anwesend, unbekannt "
        "verzogen, verzogen, unbekannt, nicht erreichbar, nicht erreicht, "
        "geschlossen, geschaft geschlossen, nicht anzutreffen, verstorben, empfanger "
        "unbekannt, im urlaub, offnete niemand, niemand offnete, betriebsferien, "
        "nicht da, nicht dort, war nicht da, nicht daheim, niemand daheim, offnete "
        "nicht, nicht offnen, niemand angetroffen werden, nicht angetroffen werden, "
        "keine person angetroffen, keine person, nicht vor ort, hatte geschlossen, "
        "hat geschlossen, geschlossen hatte, nicht geoffnet hatte, urlaub, feiertag, "
        "ruhetag, firma zu, praxis geschlossen, verreist, meldete sich nicht, nicht "
        "gemeldet, reagiert nicht, niemand reagierte, umgezogen, nicht mehr wohnhaft, "
        "nicht wohnhaft, nicht ermittelbar, nicht zu ermitteln, unter der adresse "
        "nicht bekannt, unter der anschrift nicht bekannt, unter dieser adresse nicht "
        "bekannt, an der adresse nicht bekannt"
    ),
    "badaddress": (
        "kein klingelschild, keine klingel, hausnummer fehlt, strasse nicht gefunden, "
        "name nicht gefunden, falsche hausnummer, falsche postleitzahl, adresse nicht "
        "auffindbar, adresse unvollstandig, adresse falsch, falsche adresse, "
        "unvollstandige adresse, adresse unbekannt, adresse fehlerhaft, fehlerhafte "
        "adresse, anschrift unvollstandig, falsche anschrift, anschrift falsch, "
        "adresse nicht gefunden, adressfehler, anschrift unbekannt, kein zugang, "
        "briefkasten voll, adresse ist falsch, adresse ist unvollstandig, "
        "adressproblem, kein briefkasten, anschrift nicht gefunden, hausnummer nicht "
        "gefunden, hausnummer existiert nicht, hausnummer unbekannt, haus nicht "
        "gefunden, klingel fehlt, name fehlt, name nicht an der klingel, name steht "
        "nicht, adresse existiert nicht, strasse unbekannt, postleitzahl falsch, "
        "falsche plz, zusatz fehlt, keine hausnummer, empfangerangaben unvollstandig, "
        "adresse ungenugend, hausnummer ist falsch, hausnummer falsch, hausnummer "
        "stimmt nicht, adresse stimmt nicht, anschrift stimmt nicht, fand das haus "
        "nicht, fand die adresse nicht, fand die hausnummer nicht, haus nicht "
        "auffindbar, findet das haus nicht, findet die adresse nicht"
    ),
    "attempt": (
        "zustellversuch, zustellversuche, versuch, versucht, zustellungsversuch, "
        "lieferversuch, zustellversuchs, benachrichtigungskarte hinterlassen, "
        "versuche"
    ),
    "fail": (
        "passt nicht, zu gross, verhindert, wetter, nicht geklappt, kein zutritt, "
        "erfolglos*, gescheitert*, erfolglos, gescheitert, fehlgeschlagen, "
        "nicht moglich, unmoglich, unzustellbar, nicht zustellbar, "
        "nicht zugestellt werden, vergeblich, misslungen, erfolglose, "
        "nicht erfolgreich, ohne erfolg, zustellhindernis, "
        "nicht durchgefuhrt werden, konnte nicht, konnten nicht, konnten wir, "
        "nicht erfolgen, problem bei der zustellung, nicht zustellen, ausgefallen"
    ),
    "out": (
        "auf der tour, auslieferungstour, in zustelltour, zustellrunde, "
        "im lieferwagen, im fahrzeug, fahrer hat, zweite tour, zustellwagen, "
        "unterwegs zur packstation, auf dem weg zum kunden, unterwegs zum kunden, "
        "mit dem zusteller, beim zustellenden, in zustellung, in der zustellung, "
        "auf zustelltour, zustelltour, auf tour, zustellfahrzeug, "
        "in das zustellfahrzeug, im zustellfahrzeug, in auslieferung, "
        "in der auslieferung, fahrer unterwegs, wird heute zugestellt, "
        "wird heute ausgeliefert, mit dem fahrer, beim zusteller, beim fahrer, "
        "auf dem weg zu ihnen, unterwegs zu ihnen, wird zugestellt, "
        "wird gerade zugestellt, wird ausgeliefert, dem zusteller ubergeben, "
        "an den zusteller ubergeben, auf dem weg zum empfanger, "
        "unterwegs zum empfanger, tour, mit ihrem paket unterwegs, "
        "an empfanger unterwegs, lieferfahrzeug, zur zustellung ausgeladen, "
        "zustellung auslieferfahrzeug, auf zustellung, ist heute bei, wird bis, "
        "zustellung heute"
    ),
    "ready": (
        "zur abholung, abholbereit, bereit zur abholung, zur abholung bereit, wartet "
        "auf abholung, kann abgeholt werden, abholung bereit, steht zur abholung, "
        "liegt zur abholung, holen sie, bitte abholen, abholung moglich, abzuholen, "
        "kann dort abgeholt werden, wartet auf den empfanger, zum abholen, steht "
        "bereit, bitte holen, abholcode, lagert, wartet auf ihre abholung, kann ab "
        "morgen, können sie ab morgen, ab morgen in der filiale, ab morgen im "
        "paketshop, ab morgen abholbereit"
    ),
    "hold": (
        "versiegelt, unter verschluss, liegt fest, angehalten, zuruckgehalten, "
        "festgehalten, gestoppt, einbehalten, blockiert, gesperrt, zuruckbehalten, "
        "aufgehalten, eingezogen, verzogert beim zoll, hangt fest, hangt beim, "
        "steckt fest, festsitzt, ist blockiert, zuruckgestellt, im gewahrsam"
    ),
    "inspect": (
        "beschau, kontrolle, kontrolliert, uberprufung, gepruft, prufung, gepruft "
        "durch, stichprobe, inspektion, gerontgt, ausgewahlt zur, pruft, beschaut, "
        "untersucht, untersuchung, durchleuchtet"
    ),
    "clear": (
        "verzollung ist abgeschlossen, zoll passiert, freigegeben worden, entlassen, "
        "freigegeben, freigabe, zollfreigabe, abgefertigt, verzollung abgeschlossen, "
        "zollabfertigung abgeschlossen, verzollt, freigabe erteilt, "
        "ohne beanstandung, verzollung beendet, verzollung erfolgt, "
        "zollabfertigung beendet, zollabfertigung erfolgt, kontrolle bestanden, "
        "abgeschlossen, ohne befund, einfuhrabfertigung abgeschlossen, "
        "zollfrei gegeben, zollabwicklung abgeschlossen, abfertigung abgeschlossen, "
        "uberlassen, zollkontrolle beendet, zollkontrolle abgeschlossen, "
        "zollbeschau beendet, zollbeschau abgeschlossen, zollprufung abgeschlossen, "
        "ohne einwande, nichts beanstandet, keine beanstandung, "
        "keine beanstandungen, zollfrei, in den freien verkehr uberfuhrt, "
        "in freien verkehr, freigegeben durch, zollformalitaten erledigt, "
        "zollformalitaten abgeschlossen, einfuhr genehmigt, einfuhr bewilligt, "
        "verzollung fertig"
    ),
    "pay": (
        "bezahlt, gezahlt, beglichen, entrichtet, zahlung erfolgt, zahlung eingegangen"
    ),
    "arrive": (
        "eingetroffen, angekommen, ankunft, eingang, eingegangen, erreicht, "
        "angelangt, trifft ein, ist in, eintreffen, kam an, angeliefert im, "
        "eingang gescannt, eingang erfasst, einging, einlangte, eingelangt, ankam"
    ),
    "land": "gelandet, landung, maschine gelandet",
    "depart": (
        "verlassen, abgeflogen, abflug, gestartet, abgegangen, abgefahren, abgang, "
        "versendet, versandt, ausgereist, abfahrt, ausgang, abtransport, ab lager, "
        "verladt, verschifft, auf dem weg flug ausgefuhrt, abgereist, losgefahren, "
        "aufgebrochen, weggeflogen, in der luft, ausgegangen, unterwegs nach, "
        "unterwegs ins zielland, auf dem weg ins zielland, auf den weg gebracht, auf "
        "dem flug, versandt worden, auf die reise geschickt, in see gestochen, "
        "ausgelaufen, ausgeflogen, abgehoben, hob ab"
    ),
    "load": "verladen, beladen, eingeladen, geladen, verladung",
    "transit": (
        "transit, umschlag, umladung, zwischenlandung, umgeladen, transitland, "
        "dubai, doha, istanbul, almaty, moskau, singapur, seoul, tokio, bangkok, "
        "kasachstan, taschkent, baku, abu dhabi"
    ),
    "process": (
        "scan, bearbeitet, sortiert, bearbeitung, sortierung, gewogen, gescannt, "
        "verarbeitet, vermessen, umgepackt, in bearbeitung, wird bearbeitet, "
        "verpackt, konsolidiert, umgeschlagen, verwogen"
    ),
    "forward": (
        "weitergeleitet, weiterleitung, weitertransport, unterwegs, transportiert, "
        "transport, weitergeschickt, umgeleitet, weitergesendet, weiterbefordert, "
        "auf dem weg, befordert, nachgesendet, nachsendung"
    ),
    "store": (
        "liegt, befindet, bleibt, lagert, verbleibt, eingelagert, gelagert, steht, "
        "verblieben, liegen geblieben, aufbewahrt"
    ),
    "create": (
        "erstellt, angelegt, gedruckt, vorbereitet, erzeugt, wird vorbereitet, "
        "bereitet, ausgestellt, generiert, versandvorbereitung, in vorbereitung"
    ),
    "order": (
        "noch beim verkaufer, noch beim absender, liegt noch beim, "
        "noch keine ubergabe, warten auf das paket, warten auf ubergabe, "
        "wartet auf ubergabe, noch nicht eingeliefert, nicht erhalten, "
        "noch nicht erhalten, wurde angekundigt, vorabinformation, "
        "vorabinformationen, angekundigt, sendungsdaten, auftragsdaten, "
        "elektronisch, elektronisch ubermittelt, elektronisch angekundigt, avisiert, "
        "ankundigung, avis, auftrag, paketdaten, daten ubermittelt, voranmeldung, "
        "angemeldet, auftrag erhalten, abholauftrag, abholung beauftragt, "
        "abholung geplant, versanddaten, noch nicht ubergeben, "
        "noch nicht eingetroffen, noch nicht eingegangen, uns noch nicht, "
        "vorangekundigt, daten empfangen, daten erhalten, abholung beim absender, "
        "abholung vereinbart, daten der sendung, registriert, sendungsinformationen, "
        "abholung beim verkaufer, abholung beim handler, abholung beim versender, "
        "wartet auf die sendung, wird vom absender vorbereitet, "
        "wird vom versender vorbereitet, wird noch verpackt, "
        "noch nicht vom versender, liegt uns noch nicht vor, liegt noch nicht vor, "
        "elektronisch avisiert, daten liegen vor, sendung angemeldet, pre advice, "
        "vorankundigung, sendung noch nicht ubergeben, abholtermin, "
        "abholung angemeldet, abholung angefragt, noch nicht abgegeben, gebucht, "
        "abholung gebucht, abholung angefordert, abholung bestellt"
    ),
    "misroute": (
        "fehlgeleitet, fehlverladen, fehlsortiert, falsch sortiert, falsches depot, "
        "falschen depot, falsche depot, irrlaufer, fehlleitung, falsch geleitet, "
        "falscher empfanger, falschen empfanger"
    ),
    "delay": (
        "verspatet, verzogert, verzogerung, verspatung, verspatet sich, verzogert sich"
    ),
    "done": (
        "bestatigte, bestatigt worden, vorbei, fertig, abgeschlossen, beendet, "
        "erfolgt, erfolgreich, erledigt, erteilt, bestatigt, vollstandig, "
        "durchgefuhrt, vollzogen"
    ),
    "begin": "begonnen, eingeleitet, lauft, gestartet wurde, in bearbeitung, beginnt",
    "intercept": "abgefangen, aufhaltung, auf wunsch des versenders angehalten",
    "noinfo": (
        "keine ereignisse, nichts bekannt, noch nichts bekannt, keine daten "
        "vorhanden, kein eintrag, keine ergebnisse, keine informationen, keine daten, "
        "keine sendungsdaten, nicht gefunden, nummer unbekannt, sendungsnummer "
        "unbekannt, keine sendungsinformationen, liegen keine, noch keine "
        "informationen, noch keine daten, noch kein status, keine angaben, nummer ist "
        "im system unbekannt, im system unbekannt, nicht im system, nummer ist "
        "unbekannt, nummer nicht bekannt, nummer ist nicht bekannt, noch keine "
        "ereignisse, noch keine scans, noch keine angaben, im system noch nicht "
        "vorhanden, noch nicht im system vorhanden, nicht im system vorhanden, im "
        "system nicht vorhanden"
    ),
    "wait": "wartet, warten, ausstehend, erwartet, abwarten, wird erwartet",
    "missing": (
        "fehlt, fehlen, fehlende, fehlender, unvollstandig, nicht vorhanden, unklar, "
        "mangelhaft, unzureichend"
    ),
    "need": (
        "noch offen, ausstehend, benotigt, erforderlich, muss, mussen, notwendig, "
        "werden benotigt, anforderung, angefordert, nachzureichen, vorlegen, "
        "einreichen, bitte senden, vorzulegen, zu zahlen, zahlen, nicht bezahlt, "
        "unbezahlt"
    ),
    "buyer": (
        "empfanger, empfangers, empfangerin, adressat, kunde, kunden, kaufer, "
        "kundin, besteller, ihnen, zustelladresse, privatperson"
    ),
    "neighbour": (
        "nachbar, nachbarn, nachbarin, nachbars, hausbewohner, mitbewohner, "
        "familienmitglied, familienangehorigen, familienangehoriger, angehorigen, "
        "ehepartner, hausmeister, pfortner, empfang, rezeption, concierge, "
        "mitarbeiter, kollegen, kollege, haushalt, ehefrau, ehemann, wunschnachbar, "
        "wunschnachbarn, andere anwesende person, anwesende person, ersatzempfanger, "
        "bevollmachtigten, bevollmachtigter, hauswart, poststelle, sekretariat, "
        "pforte, mitbewohnerin, verwandten, verwandter, hausverwaltung, "
        "anderen person, nachbarschaft, nachbarsfamilie, nachbarwohnung, "
        "wohnungsnachbar, wohnungsnachbarn, tochter, sohn, mutter, vater, eltern, "
        "bruder, schwester, mitbewohnern, kollegin, arbeitskollegen, pfortnerin, "
        "hausmeisterin, vermieter, vermieterin, hausverwalter, warenannahme, "
        "rezeptionistin, empfangsdame, empfangsbevollmachtigten, "
        "empfangsberechtigten, ersatzempfangers, haushaltsmitglied, im haushalt, "
        "reinigungskraft, wirt, familienangehorige, ehegatten, partnerin, "
        "partner des empfangers, oma, opa, portier, concierges"
    ),
    "box": (
        "briefkasten, briefkastens, ablageort, wunschort, garage, hausture, haustur, "
        "terrasse, carport, gartenhaus, hausflur, turschwelle, ablageplatz, "
        "postfach, abstellort, abstellplatz, wohnungstur, tur, schuppen, garten, "
        "balkon, paketkasten, paketbox, hausbriefkasten, veranda, milchkasten, "
        "keller, briefschlitz, eingang der wohnung, hauseingang, eingangstur, "
        "gartentor, gartenhutte, hof, fensterbank, fussmatte, treppenhaus, "
        "hauspaketkasten, zeitungsrohre, wintergarten, scheune, stall, mulltonne, "
        "hinterhof, wunschablageort, abstellgenehmigungsort, fahrradkeller, "
        "briefkastenanlage, stiege, vorhaus, postkasten, empfangsbox, turklinke"
    ),
    "shop": (
        "kiosk, tankstelle, supermarkt, schalter, backerei, schliessfach, "
        "abholschalter, paketbox, automat, annahmeshop, packstation, paketshop, "
        "filiale, postfiliale, paketstation, paketkasten shop, abholstation, "
        "abholort, abholpunkt, paketautomat, paketbox der station, servicepunkt, "
        "annahmestelle, pickup station, partner filiale, postamt, abholstelle, "
        "pickup punkt, partnerfiliale, laden, locker, poststation, paketfach, "
        "abholshop, ps, poststelle zur abholung, trafik, abholfach, filialen, "
        "postpartner, post partner, postgeschaftsstelle, poststelle mit abholung, "
        "dhl shop, gls shop, hermes shop, dpd shop, pick up shop, pick up paketshop, "
        "pickup paketshop, paketabholstation, abholbox, ladengeschaft, blumenladen, "
        "getrankemarkt, lotto, schreibwarenladen, paketannahmestelle, postagentur, "
        "postschalter, paketausgabe, paketausgabestelle, smart locker, paket locker"
    ),
    "airline": (
        "fluggesellschaft, airline, luftfracht, frachtflughafen, "
        "luftfrachtgesellschaft, airlines, lufthansa cargo, bodenabfertigung"
    ),
    "plane": (
        "flieger, frachtmaschine, fluge, flug, flugzeug, maschine, zug, schiff, "
        "frachter, frachtflugzeug, weiterflug, anschlussflug, frachtflug, guterzug, "
        "containerschiff"
    ),
    "airport": "flughafen, hafen, terminal, bahnhof, frachtzentrum am flughafen",
    "customs": (
        "grenze, zollbeamten, zollner, hauptzollamt, zoll, zolls, zollamt, "
        "verzollung, zollabfertigung, zollstelle, zollbehorde, zollbeamte, "
        "einfuhrabfertigung, zollagent, einfuhrverzollung, importverzollung, "
        "zolldienststelle, importabfertigung, zollanmeldung, gestellung, zolllager, "
        "zollverfahren, behorde, behorden, zollabwicklung, zollformalitaten, "
        "zollkontrollstelle, zollbereich, zollhalle, zollagentur, zollspediteur, "
        "zolldeklarant, verzollungsprozess, verzollungsstelle, verzollungsagent, "
        "zollverwaltung, einfuhrzollstelle, einfuhrzollamt, importzoll, "
        "einfuhrkontrolle, einfuhrzoll hat, vom einfuhrzoll, beim einfuhrzoll, "
        "durch den einfuhrzoll, der einfuhrzoll, importzollamt"
    ),
    "duty": (
        "zollgebuhren, abgaben, einfuhrabgaben, steuern, gebuhren, "
        "einfuhrumsatzsteuer, zollabgaben, zollkosten, zolle, einfuhrzoll, "
        "einfuhrsteuer, steuer, zollbetrag, umsatzsteuer, mehrwertsteuer, gebuhr, "
        "abgabe, einfuhrgebuhren, einfuhrzolle"
    ),
    "depot": (
        "verteilzentrum, sortierhalle, halle, netz, zustellnetz, regionaldepot, "
        "ortsdepot, depot, depots, paketzentrum, zustellbasis, zustellstutzpunkt, "
        "zustelldepot, briefzentrum, sortierzentrum, hub, niederlassung, "
        "umschlaglager, logistikzentrum, start paketzentrum, ziel paketzentrum, "
        "verteilzentren, umschlagzentrum, umschlagbasis, zentrum, betriebsstatte, "
        "zielregion, region des empfangers, nachbardepot, zustellzentrum, "
        "zustellstelle, import paketzentrum, region, verteilerzentrum, "
        "zustelleinheit, standort, station, postzentrum, hauptumschlag, ziel depot, "
        "zieldepot, zielpaketzentrum, ziel zustellbasis, zielstation, zielhub, "
        "zielniederlassung, ziel hub, ziel region, zustellregion, zustellgebiet, "
        "paketverteilzentrum, sortieranlage, verteilerzentren, verteilstation, "
        "zustellfiliale, auslieferungslager, auslieferungsdepot, zustellpunkt, "
        "sortierdepot, empfangsdepot, ausgangsdepot, eingangsdepot, umschlagpunkt, "
        "umschlagsdepot, umschlagplatz, logistikcenter, verteilcenter, drehkreuz, "
        "zustellbasen, briefzentren, paketbasis, hauptdepot, depothalle"
    ),
    "warehouse": "lager, warenlager, lagerhaus, versandlager, sammellager",
    "home": (
        "retourenlager, retourenzentrum, rucksendezentrum, retourenabteilung, "
        "retourelager, rucksendelager, retourenstelle, retourenbearbeitung, "
        "retourenannahme, rucksendestelle"
    ),
    "carrier": (
        "dhl, dpd, gls, ups, hermes, evri, post, deutsche post, postnl, fedex, tnt, "
        "zustellpartner, partner, lokaler zusteller, transporteur, spediteur, "
        "frachtfuhrer, osterreichische post, schweizer post, paketdienst, agent, "
        "lieferdienst, zustelldienst, dienstleister, kurierdienst, subunternehmer, "
        "carrier, partnerunternehmen, transportpartner, logistikpartner, spedition, "
        "letzte meile, versandpartner, amazon, ppl, inpost, agenten, "
        "transportdienst, vertriebspartner, logistik, lokalen zustellpartner, "
        "dhl express, deutsche post ag, dpd deutschland, gls germany, "
        "zustellgesellschaft, logistikunternehmen, zustellfirma, frachtunternehmen, "
        "post ag, hermes germany, lokalen paketdienst, lokalen partner, "
        "zustellorganisation, kep dienst, landespost, auslandische post, "
        "nationalen post, trans o flex, zustellunternehmen, letztmeile, last mile, "
        "subunternehmen, frachtfuhrers, paketdienstleister, versanddienstleister, "
        "brief und paketdienst, magyar posta, hrvatska posta, posta slovenije, "
        "slovenska posta, ceska posta, bulgarian posts, latvijas pasts, "
        "lietuvos pastas, eesti post, omniva, elta, maltapost, cyprus post, posti, "
        "postnord, an post, posta romana, post luxembourg, bpost, post nl, "
        "colis prive, relais colis, mondial relay, dhl ecommerce, dhl parcel, "
        "fan courier, sameday, speedy, econt, budbee, instabox, matkahuolto, itella, "
        "trunkrs, packeta, zasilkovna, foxpost, venipak, yodel, brt, sda, seur, mrw, "
        "ctt, correos, nacex, chronopost, colissimo, geodis, dachser, db schenker, "
        "asendia, landmark global, spring gls, gel express, amazon logistics, "
        "poste italiane, poczta polska, royal mail, swiss post, austrian post, "
        "lokalen zusteller, lokalem zusteller, ortlichen zusteller, "
        "ortlicher zusteller, zustellers der letzten meile"
    ),
    "courier": (
        "fahrer, zusteller, kurier, zustellerin, fahrerin, brieftrager, postbote, "
        "bote, botin, kurierfahrer, brieftragerin, zustellkraft, fahrers, "
        "postzusteller, paketbote, zustellers, paketboten, fahrradkurier, "
        "zustellfahrer, paketzusteller"
    ),
    "sender": (
        "absender, absenders, versender, versenders, verkaufer, verkaufers, handler, "
        "auftraggeber, einlieferer, lieferant, shop betreiber, versandhandler, "
        "absenderin, onlinehandler, handlers, onlineshop, online shop, webshop, "
        "shopbetreiber, shop betreibers, ursprungsabsender, ursprunglichen absender, "
        "auftraggebers, lieferanten, ursprunglichen versender, versandhaus, "
        "hersteller"
    ),
    "vehicle": "fahrzeug, lieferwagen, transporter, lkw, wagen",
    "export": (
        "ausfuhr, export, ausfuhrverzollung, ausfuhrzoll, exportverzollung, "
        "ausfuhrabfertigung, ausfuhrzollstelle, exportzoll"
    ),
    "import": "einfuhr, import",
    "origin": (
        "ursprungsland, abgangsland, absendeland, versandland, herkunftsland, "
        "ursprungsort, inland"
    ),
    "china": (
        "china, shenzhen, guangzhou, yiwu, dongguan, hangzhou, shanghai, ningbo, "
        "xiamen, zhengzhou, hongkong, hong kong, peking, beijing, chengdu, "
        "chongqing, wuhan, qingdao, foshan, kanton, schanghai, tianjin"
    ),
    "dest": (
        "zielland, bestimmungsland, empfangerland, bestimmungsort, zielgebiet, "
        "empfangsland"
    ),
    "abroad": (
        "deutschland, europa, eu, osterreich, polen, frankreich, italien, spanien, "
        "ungarn, belgien, niederlande, luttich, leipzig, frankfurt, koln, hamburg, "
        "warschau, budapest, wien, schweiz, tschechien, paris, duisburg, amsterdam, "
        "brussel, rotterdam, maastricht, madrid, mailand, prag, halle"
    ),
    "inward": "eingangsauswechslungsstelle, internationales postzentrum",
    "outward": "ausgangsauswechslungsstelle, auslandspaketzentrum",
    "paper": (
        "benachrichtigung, benachrichtigungskarte, karte, etikett, versandetikett, "
        "label, paketschein, e mail, email, mitteilung, sms, nachricht, zettel, "
        "quittung, unterschrift, foto, rechnungskopie, ablieferbeleg, "
        "zustellnachweis, paketaufkleber, abliefernachweis, paketmarke, beleg, brief, "
        "erstattung, nachweis, nachnahme, gutschrift, adressaufkleber, "
        "sendungsnummer, gewicht, abstellgenehmigung, aufkleber, umfrage, schein, "
        "reklamation, bewertung, antrag, nachforschungsantrag, zustelltermin, termin, "
        "vollmacht, nachforschung, zustellbenachrichtigung, versandbenachrichtigung"
    ),
    "docs": (
        "lizenz, genehmigung, eori nummer, einfuhrgenehmigung, unterlagen, "
        "dokumente, rechnung, papiere, handelsrechnung, zolldokumente, nachweise, "
        "wertnachweis, zollinhaltserklarung, zollunterlagen, zollpapiere, "
        "zahlungsnachweis, dokumentation, kaufbeleg, handelsrechnungen, eori, "
        "zollerklarung, warenbeschreibung, steuernummer, zolltarifnummer, "
        "wareninhalt, kaufnachweis, bezahlnachweis, rechnungen, unterlage, "
        "zollinhaltserklarung cn, cn22, cn23, bescheinigung, einfuhrlizenz"
    ),
    "data": "daten, informationen, angaben",
    "packaging": "verpackung, umkarton, aussenverpackung, karton",
    "item": (
        "sendung, sendungen, paket, pakete, packchen, packet, ware, waren, "
        "lieferung, artikel, inhalt, brief sendung, packstuck, gut, warensendung, "
        "bestellung, container, einschreiben, unzustellbare sendung, "
        "unzustellbares paket, unzustellbare ware, nicht zustellbare sendung, "
        "postsendung, packstucke, lieferungen, fracht, luftfrachtsendung, collo, "
        "warenpost, kleinpaket, versandstuck, versandstucke, kiste"
    ),
    "place": (
        "stadt, land, nachbarort, ort, gebiet, adresse, bezirk, anschrift, system, "
        "buro, hotel, haus"
    ),
    "not": (
        "nicht, kein, keine, keinen, keinem, keiner, nie, niemals, ohne, weder, "
        "noch nie, statt, anstatt, nichts, kaum"
    ),
    "notyet": (
        "noch nicht, noch kein, noch keine, noch nie, steht noch aus, "
        "stehen noch aus, steht aus"
    ),
    "nobody": "niemand, niemanden, kein nachbar, keiner",
    "nolonger": "nicht mehr, nicht langer, aufgehoben",
    "will": (
        "voraussichtlich, wird morgen, wird voraussichtlich, geplant, geplante, "
        "geplanter, morgen, demnachst, in kurze, soll, sollte, sollen, folgt, "
        "erwartet, prognose, vorgesehen spatestens, nachster, nachsten, nachstes, "
        "bald, ab morgen, sobald, wenn, ehe, bevor, steht bevor, ubermorgen, "
        "werktag, heute noch, in den nachsten, anstehend, angesetzt, beabsichtigt, "
        "wurde beauftragt, montag, dienstag, mittwoch, donnerstag, freitag, samstag, "
        "zu vernichten, zuzustellen, termin, innerhalb, kommenden, kommende, "
        "vorgemerkt, veranlasst, ziel ist, unser ziel, das ziel"
    ),
    "present": "wird, werden",
    "wish": (
        "wunscht, wunsch, gewunscht, mochte, bittet, gebeten, beantragt, beauftragt, "
        "gewahlt, verlangt, erbeten, will, wollen, bitte, anfrage, antrag auf, "
        "wollte, gewunschte, hofft, hoffentlich, hoffen, verfugt, zugestimmt"
    ),
    "if": (
        "falls, sofern, wenn, sonst, andernfalls, ob, vorausgesetzt, ausser, "
        "im falle, kann, konnen, konnte, konnten, darf, durfte, nur gegen, "
        "ansonsten, es sei denn, solange, gegebenenfalls, bei bedarf, mag, "
        "wurde gern, ohne nachweis, ohne zahlung, ohne antwort, ohne ruckmeldung, "
        "bei nichtabholung, bei nicht abholung, mangels, waere, waeren, "
        "bei ausbleibender"
    ),
    "maybe": (
        "wir suchen, suchen, ermittelt, in prufung, moglicherweise, vermutlich, "
        "wahrscheinlich, eventuell, vielleicht, verdacht, nachforschung, angeblich, "
        "ermittlung, suche, gesucht, wird gesucht, wird gepruft, vermisst, "
        "unter umstanden, unklar ob, wohl, scheinbar, offenbar, anscheinend, "
        "mutmasslich, wird uberpruft, nachforschung eingeleitet, ungeklart, prufen, "
        "beispiel, muster, test, in klarung, klarung, unbestatigt, als verloren"
    ),
    "said": (
        "laut, gemass, behauptet, meldet, bestreitet, gemeldet, reklamiert, angabe, "
        "nach angaben, obwohl, als zugestellt, markiert, gibt an, obgleich, trotz, "
        "nach aussage, sagt, teilt mit"
    ),
    "wrong": (
        "irrtumlich, falschlich, fehler, fehlerhaft, versehentlich, falsch, falsche, "
        "korrektur, korrigiert, fehlscan, falscher, irrtum, fehlbuchung, ungultig, "
        "richtigstellung, fehlerhafter, fehlmeldung, berichtigt, unzutreffend, "
        "verfruht"
    ),
    "cancel": (
        "storniert, stornierung, abgebrochen, widerrufen, zuruckgezogen, "
        "zuruckgenommen, abgesagt, geloscht, annulliert, aufgehobene, gestrichen, "
        "storno, zuruckgesetzt"
    ),
    "ask": "frage, offen, zu klaren, bitte prufen",
    "part": (
        "teilweise, teil, teillieferung, eines von, beschadigt, rest, leer, leere, "
        "restliche, einige, zwei von"
    ),
    "promise": (
        "zeitfenster, versprechen, garantie, option, liefertermin, zustellzeit, "
        "adresse geandert, adressanderung, lieferzeit, zustellwunsch, "
        "lieferzeitpunkt, datum"
    ),
    "decided": (
        "angeordnet, beschlossen, genehmigt, ordnet, ordnete, anordnet, bewilligt"
    ),
    "to": (
        "an, in den, in die, in das, ins, zum, zur, zu, nach dem, an den, an die, "
        "auf die"
    ),
    "by": "durch",
    "by from": "von, vom",
    "from": "aus, ab, aus dem",
    "at": (
        "in, im, am, bei, beim, auf, vor, hinter, neben, unter, uber, in der, "
        "in einer, in einem, auf der"
    ),
    "with": "mit",
    "and": "und, dann, sowie",
    "but": "aber, jedoch, doch, sondern, deshalb, daher",
    "fill": (
        "brand, unfall, erster, erste, unterschrift liegt vor, endgultig, offiziell, "
        "vollstandig, ordnungsgemass, erneut, neu, nachbarhaus, bislang, bisher, "
        "unserem haus, nummer, sicher, ordentlich, mann, zwei, familie, sie, die, "
        "der, das, den, dem, des, ein, eine, einen, einem, einer, eines, ihr, ihre, "
        "ihren, ihrem, ihrer, sein, seine, seinen, seinem, ist, war, wurde, wurden, "
        "worden, hat, haben, hatte, sich, uns, wir, unser, unsere, unserem, unserer, "
        "gestern, gerade, soeben, bereits, jetzt, nun, um, uhr, am heutigen, "
        "personlich, selbst, direkt, vielen dank, danke, gegen unterschrift, ohne "
        "unterschrift, leider, dort, hier, es, als, auch, wieder, wieder in, "
        "zustandige, zustandigen, eigenhandig, name, datum und uhrzeit, sind, fur, "
        "gut, person, nur, lokale, lokalen, lokaler, weitere, weiteren, anderen, "
        "andere, pro, dazu, dieser, diese, kurzem, vor ort, nahe, zuvor, morgens, "
        "mittags, gmbh, herr, frau, dank, bestellt, ihr paket, januar, februar, marz, "
        "april, mai, juni, juli, august, september, oktober, november, dezember, o, "
        "ok, zufrieden, auf wunsch des versenders, auf wunsch des absenders, auf "
        "wunsch des kunden, auf kundenwunsch, nach erfolgloser suche, unter aufsicht, "
        "beim zweiten versuch, im zweiten versuch, beim dritten versuch, beim ersten "
        "versuch, nach dem zweiten versuch, im zweiten anlauf, beim zweiten anlauf, "
        "auf wunsch des verkaufers, auf wunsch des empfangers, auf empfangerwunsch, "
        "wie gewunscht, auf anweisung des absenders, auf anweisung des versenders, im "
        "auftrag des absenders, im auftrag des versenders, entschadigung folgt, "
        "entschadigung wird gezahlt, wird erstattet, schaden, sicherheitskontrolle, "
        "nach sicherheitskontrolle, nach der sicherheitskontrolle, unverletzt, "
        "unversehrt, zweitem, zweiten, erneutem, dann, inzwischen, endlich, "
        "weiterhin, damit, somit, sowohl, ordnungsgemasser, deren, dessen, beide, "
        "tag, tage, tagen, per vereinfachter firmenzustellung, vereinfachte "
        "firmenzustellung, per vereinfachter, per unterschrift bestätigt, per "
        "unterschrift, mit unterschrift"
    ),
    "after": "bis, nach, nachdem",
    "today": "heute",
    "take collect": (
        "abgeholt*, abgenommen, entnommen, abgeholt, holte, abgeholt worden"
    ),
    "origin airport": "abgangsflughafen, startflughafen, abflughafen",
    "dest airport": "zielflughafen, zielhafen",
    "done over": (
        "suche beendet, nachforschung abgeschlossen, nachforschung beendet, "
        "ermittlung abgeschlossen, suche erfolglos beendet, nachforschung "
        "ergebnislos, suche ergebnislos, nachforschung ohne ergebnis, suche ohne "
        "ergebnis, nachforschung blieb ergebnislos, nachforschung blieb ohne "
        "ergebnis, nachforschung erfolglos, suche erfolglos"
    ),
    "hold customs": "beschlagnahmt*, beschlagnahmt, sichergestellt, zollbeschlagnahme",
    "delivery process": "zustellscan, auslieferungsscan",
    "take present": "holt, holt ab, holt sie ab, holt es ab, nimmt entgegen",
    "destroy noun": "vernichtung, entsorgung, vernichten, zerstorung",
    "lose noun": "verlust, diebstahl, totalverlust",
    "take accept": "angenommen, annahme",
    "status": (
        "status, sendungsstatus, vorheriger status, letzter status, meldung, "
        "zustellmeldung, zustellstatus, zustellbuchung"
    ),
    "delay plane": (
        "flug gestrichen, flug verspatet, flug annulliert, flugausfall, umgebucht, "
        "kein platz, flug verschoben, anschlussflug verpasst, abflug verschoben, "
        "flug fallt aus, verspatung des fluges, flugverspatung, "
        "fracht stehen gelassen"
    ),
    "return reverse": (
        "retoure, retouren, rucksendung ist, rucksendepaket, retourensendung, "
        "retourenpaket, die rucksendung, rucklaufer, retoursendung, rucksendungen, "
        "rucksendung"
    ),
    "return take": (
        "wieder abgeholt, wieder mitgenommen, wieder entgegengenommen, "
        "zuruckerhalten, hat das paket zurück, hat die sendung zurück, hat die ware "
        "zurück, hat es zurück"
    ),
    "return hand": "zuruckgegeben, zuruck gegeben, ruckubergeben",
    "return arrive came at": (
        "zuruck beim, zuruck bei, wieder beim, zuruck im, wieder im, zuruck in der, "
        "wieder in der, zuruckgekommen zum, zuruckgekehrt zum, ist zuruck beim"
    ),
    "return arrive came": (
        "zuruckgekommen, zuruckgekehrt, wieder eingetroffen, wieder angekommen, "
        "zuruck angekommen, wieder eingegangen"
    ),
    "return paper": (
        "retourenschein, retourenetikett, rucksendeetikett, rucksendeschein, "
        "retourenlabel, retourenbeleg, rucksendelabel, rucksendeaufkleber"
    ),
    "take origin": "in der filiale eingeliefert, eingeliefert",
    "at_customs": "unter zollaufsicht, unter aufsicht des zolls",
    "return cancel": (
        "rucksendung gestoppt, rucksendung wurde gestoppt, retoure gestoppt, "
        "retoure wurde gestoppt, rucksendung aufgehoben, ruckversand gestoppt, "
        "rucksendung wurde abgebrochen, retoure storniert, rucksendung storniert"
    ),
    "because": "da, weil, wegen, denn, aufgrund, infolge",
    "collect": "abholung, abholungen",
    "collect attempt": "abholversuch, abholversuche",
    "inspect customs": "zollbeschau, zollkontrolle, zollprüfung",
    "take collect buyer by": (
        "aus der packstation abgeholt, aus der packstation entnommen"
    ),
    "wait decided": (
        "entscheidung uber die rucksendung, entscheidung uber rucksendung, "
        "entscheidung uber die retoure"
    ),
    "need customs": "selbstverzollung, zur selbstverzollung",
    "process depot": (
        "für die verladung ins zustellfahrzeug vorbereitet, wird für die verladung "
        "ins zustellfahrzeug vorbereitet, zur verladung vorbereitet, für die "
        "verladung vorbereitet"
    ),
    "wrong process": (
        "falschscan, fehlscan, scanfehler, falscher scan, fehlerhafter scan"
    ),
    "hand present": "bringt, überbringt",
}
