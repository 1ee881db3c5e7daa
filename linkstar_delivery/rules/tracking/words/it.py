# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Italian."""

#: If the table has one ending of a participle, the other endings count as well.
ENDINGS = {
    "ato": ("ata", "ati", "ate"),
    "ito": ("ita", "iti", "ite"),
    "uto": ("uta", "uti", "ute"),
}

WORDS = {
    "deliver": (
        "consegnato, consegnata, consegnati, consegnate, recapitato, recapitata, "
        "consegna effettuata, consegna avvenuta, consegna completata, "
        "consegna riuscita, recapito effettuato, consegna eseguita, "
        "avvenuta consegna, consegna andata a buon fine, recapito avvenuto, "
        "consegna conclusa"
    ),
    "delivery": (
        "consegna, recapito, consegnare, consegne, riconsegna, per la consegna, "
        "recapitare"
    ),
    "sign": "firmato, firmata, firma di",
    "hand": (
        "affidato, affidata, ceduto, trasferito, trasferita, trasmesso, dato, "
        "data in carico, passato, inoltrato a, rilasciato al, messo nelle mani, "
        "portato, portata, presentato, presentata"
    ),
    "put": (
        "lasciato, lasciata, depositato, depositata, immesso, immessa, inserito, "
        "inserita, posizionato, posto, messo, riposto, collocato, imbucato, "
        "imbucata, lascia"
    ),
    "take": (
        "ricevuto, ricevuta, preso in carico, presa in carico, raccolto, raccolta, "
        "ricezione, ritiro effettuato, ritiro avvenuto, ha preso, incassato, preso, "
        "recuperato, presa in consegna dal, preso in consegna dal, presa in consegna "
        "da, preso in consegna da"
    ),
    "return": (
        "resa, restituito, restituita, restituzione, rientro, ritorno, rispedito, "
        "rispedita, rinviato, rinviata, tornando, torna, di ritorno, in rientro, "
        "rimandato, rimandata, ritornando, restituire, ritorna, rispedizione, "
        "rimandando, rientra, rientrare, rispedire, si restituisce"
    ),
    "destroy": (
        "distrutto, distrutta, smaltito, smaltita, eliminato, rottamato, macerato, "
        "distrutti, distruzione effettuata, distruzione eseguita, "
        "distruzione avvenuta, smaltimento effettuato, smaltimento avvenuto, "
        "smaltiti, incenerito, incenerita, bruciato, bruciata, "
        "eliminata definitivamente, macerata, distrutte"
    ),
    "lose": (
        "trafugato, smarrito, smarrita, perso, persa, perduto, perduta, disperso, "
        "rubato, andato perso, andato perduto, dispersa, rubata, "
        "irreperibile il pacco, persi, smarriti, dichiarato smarrito, "
        "dichiarata smarrita, dichiarato perso, dichiarato disperso, "
        "definitivamente perso, definitivamente smarrito, dichiarata persa, "
        "dichiarata dispersa, considerato smarrito, considerata smarrita, "
        "considerato perso, sparito, sparita, scomparso, scomparsa, sottratto, "
        "sottratta, rubati, andata persa, andata perduta, andata smarrita, "
        "andato smarrito"
    ),
    "find": (
        "ritrovato, ritrovata, rintracciato, trovato, trovata, localizzato, "
        "rinvenuto, rinvenuta, rintracciata, riapparso, ritrovati, recuperata, "
        "ricomparso, ricomparsa, individuato, è stato ritrovato"
    ),
    "refuse": (
        "non ha pagato, non vuole, non ha voluto, rifiutato, rifiutata, rifiuto, "
        "respinto, respinta, rifiuta, rifiutati, non accettato, declinato, ha "
        "rifiutato, non accetta, non ha accettato, contrassegno non pagato, "
        "contrassegno rifiutato, respinti, mancato pagamento del contrassegno, "
        "rifiuta la merce, rinuncia, negato, negata"
    ),
    "absent": (
        "nessuno presente, nessuno sul posto, azienda chiusa, ditta chiusa, "
        "era chiuso, non abita, non vive, nessuno apre, nessuno ha aperto, ferie, "
        "assente, assenza, destinatario assente, sconosciuto, chiuso, chiusa, "
        "trasferitosi, irreperibile, trasferito altrove, esercizio chiuso, "
        "nessuno in casa, non trovato in casa, destinatario sconosciuto, deceduto, "
        "non era presente, non presente, non risponde, per ferie, "
        "destinatario irreperibile, nessuno a casa, nessuno ha risposto, "
        "non in casa, non era in casa, non reperibile, assenti, non c'era, "
        "nessuno in sede, non c'era nessuno, nessuno al domicilio, "
        "destinatario non presente, destinatario non in casa, non ha risposto, "
        "chiusi, chiusa per ferie, chiuso per ferie, telefono spento, "
        "negozio chiuso, ufficio chiuso, ditta in ferie, trasferito all'estero, "
        "si è trasferito, non risiede, non abita più, irreperibile al domicilio, "
        "non contattabile, irraggiungibile, assenza del destinatario"
    ),
    "badaddress": (
        "nessun campanello, manca il nome, nome non trovato, via non trovata, "
        "cap errato, manca il civico, indirizzo errato, indirizzo incompleto, "
        "indirizzo insufficiente, indirizzo sconosciuto, indirizzo sbagliato, "
        "indirizzo inesistente, indirizzo inesatto, errore di indirizzo, "
        "indirizzo non trovato, civico mancante, accesso impossibile, "
        "cassetta piena, nessuna cassetta, problema di indirizzo, "
        "indirizzo non corretto, indirizzo non completo, indirizzo è errato, "
        "indirizzo è incompleto, indirizzo mancante, numero civico errato, "
        "numero civico mancante, nome non presente, manca il nome sul citofono, "
        "nome sul citofono, citofono guasto, cap sbagliato, via inesistente, "
        "via errata, indirizzo illeggibile, zona non accessibile, accesso negato, "
        "cassetta inaccessibile, nome mancante, località errata, "
        "indirizzo da verificare"
    ),
    "attempt": (
        "tentativo, tentativi, tentata, tentato, tentativo di consegna, "
        "lasciato avviso, avviso lasciato, tentata consegna, provato, "
        "preavviso lasciato, prova"
    ),
    "fail": (
        "troppo grande, maltempo, impedita, non ha avuto luogo, impedito, "
        "interrotta la consegna, non riuscita, non riuscito, fallita, fallito, "
        "impossibile, non effettuata, mancata consegna, mancata, non consegnato, "
        "non consegnata, non consegnabile, esito negativo, non è stato possibile, "
        "non possibile, anomalia, non andata a buon fine, non recapitabile, "
        "infruttuoso, impossibilità, fallimento, senza successo, invano, problema, "
        "non ha potuto, non abbiamo potuto, mancato, infruttuosa, strada chiusa, "
        "non si è potuto, non ha avuto esito, non si è potuta, "
        "non ha avuto successo, non è avvenuta, non effettuato, non eseguita, "
        "non è riuscita, non andato a buon fine, non è stata possibile, "
        "non è possibile, senza esito, ostacolo, impedimento"
    ),
    "out": (
        "sul camion, nel furgone, giro del postino, postino in arrivo, corriere in "
        "arrivo, secondo giro, in viaggio verso il cliente, in viaggio verso il "
        "locker, in viaggio verso il punto, ultimo tratto, in consegna, uscita per la "
        "consegna, uscito per la consegna, in fase di consegna, consegna in corso, "
        "affidato al portalettere, affidato al corriere per la consegna, sul furgone, "
        "con il corriere, a bordo del furgone, sta consegnando, in distribuzione, "
        "affidato al postino, in viaggio verso il destinatario, in arrivo dal "
        "corriere, partito per la consegna, messo in consegna, in corso di consegna, "
        "in viaggio verso di te, partita per la consegna, messa in consegna, sul "
        "mezzo, sul veicolo, in giro di consegna, in uscita per la consegna, consegna "
        "prevista oggi, consegna oggi, in consegna oggi, affidata al portalettere, in "
        "strada per la consegna, affidata al postino, a bordo del mezzo, sul furgone "
        "per la consegna, in mano al corriere, in giro di recapito, nel giro di "
        "consegna, postino in giro, caricata per la consegna, caricato per la "
        "consegna, corriere è in viaggio, corriere in viaggio, corriere è in arrivo, "
        "corriere sta arrivando, in viaggio con il corriere, corriere è per strada"
    ),
    "ready": (
        "pronto per il ritiro, disponibile per il ritiro, pronta per il ritiro, "
        "in giacenza, giacenza, in attesa di ritiro, da ritirare, ritirabile, "
        "in attesa del ritiro, a disposizione, per il ritiro, puoi ritirare, "
        "ritirare, ritiro presso, al ritiro, in attesa che il destinatario, "
        "passa a ritirare, può essere ritirato, può essere ritirata, "
        "codice di ritiro, disponibile presso, pronta al ritiro, "
        "disponibile al ritiro, attende il destinatario, pronto da ritirare, "
        "da ritirarsi, ti aspetta, vi aspetta, attende di essere ritirato, "
        "in attesa di essere ritirato, puoi ritirarlo, ritiro disponibile"
    ),
    "hold": (
        "sigillato, sotto sigillo, trattenuto, trattenuta, bloccato, bloccata, "
        "fermo, fermato, fermata, fermo in dogana, ferma, blocco, sospeso"
    ),
    "inspect": (
        "controllo, controlli, ispezione, ispezionato, controllo doganale, "
        "verifica doganale, visita doganale, controllato, esame, "
        "selezionato per controllo, ispezionata"
    ),
    "clear": (
        "dogana superata, svincolata, rilasciato, rilasciata, sdoganato, sdoganata, "
        "svincolato, sdoganamento completato, sdoganamento concluso, "
        "sdoganamento effettuato, svincolo, liberato, sdoganamento terminato, "
        "via libera, superato, superato il controllo, uscito dalla dogana, liberata, "
        "nulla osta, sdoganamento avvenuto, senza rilievi, concesso, autorizzato, "
        "controllo doganale concluso, controllo doganale terminato, "
        "ispezione conclusa, ispezione terminata, verifica conclusa, senza anomalie, "
        "senza osservazioni, sdoganamento ultimato, operazioni doganali completate, "
        "operazioni doganali concluse, operazioni doganali terminate, "
        "pratica doganale conclusa, superati i controlli, ha superato la dogana, "
        "uscita dalla dogana, importazione autorizzata, rilascio doganale, sdoganati"
    ),
    "pay": (
        "pagati, pagato, pagata, saldati, versati, saldato, corrisposti, pagate, "
        "versato, saldata"
    ),
    "arrive": (
        "arrivato, arrivata, arrivo, giunto, giunta, arriva, pervenuto, raggiunto, "
        "entrato, pervenuta, entrata, ha raggiunto, ingresso, sbarcato, sbarcata, "
        "approdato, approdata, attraccata, scaricato al porto, arriva a, pervenuti, "
        "in ingresso"
    ),
    "land": "atterrato, atterraggio, atterrata",
    "depart": (
        "partito, partita, partenza, lasciato il paese, ha lasciato, decollato, "
        "decollo, spedito, spedita, uscito da, in partenza, imbarcato, uscito, "
        "uscita, inviato, inviata, partiti, esportato, ha lasciato il, salpato, "
        "salpata, in volo, in navigazione, partenza avvenuta, partenza effettuata, "
        "spedizione partita, decollata, in viaggio verso il paese di destinazione, "
        "in viaggio verso l'italia, lascia il paese"
    ),
    "load": "caricato, caricata, carico, imbarcata, imbarco",
    "transit": (
        "transito, in transito, scalo, trasbordo, dubai, doha, istanbul, almaty, "
        "mosca, singapore, seul, tokyo, bangkok, kazakistan, abu dhabi"
    ),
    "process": (
        "scansione, scansioni, lavorazione, lavorato, lavorata, smistato, smistata, "
        "smistamento, pesato, pesata, scansionato, elaborato, elaborazione, "
        "in lavorazione, processato, smistamento in corso, imballato, scaricato, "
        "reimballato, misurato, processata, lavorata presso, smistati, pesatura, "
        "etichettato, etichettatura, elaborata, in smistamento, "
        "in fase di lavorazione, in fase di smistamento, riconfezionato, "
        "riconfezionata, scansionata, movimentato, movimentata"
    ),
    "forward": (
        "inoltrato, inoltrata, instradato, in viaggio, trasportato, "
        "in corso di trasporto, trasporto, reindirizzato, inviato verso, in cammino, "
        "inoltro, reinstradato, reinoltrato, instradata, in movimento, "
        "rispedito alla sede corretta, trasportata, prosegue, proseguire, "
        "instradati, trasferimento in corso, in trasferimento, avviato verso, "
        "avviata verso, viaggia, riavviato, dirottato"
    ),
    "store": (
        "si trova, rimane, resta, custodito, conservato, in magazzino, presente, "
        "fermo in filiale, giace, ancora, si trova ancora, in deposito, stoccato"
    ),
    "create": (
        "creato, creata, generato, generata, stampato, stampata, preparando, "
        "preparato, preparata, predisposto, emesso, emessa, in preparazione, "
        "sta preparando, prepara, preparazione, predisposta"
    ),
    "order": (
        "ancora presso il mittente, ancora dal mittente, ancora dal venditore, "
        "non ancora ricevuta, non ancora spedito, attendiamo il pacco, preavviso, "
        "preavvisato, dati della spedizione, registrato, registrata, "
        "modalità elettronica, annunciato, elettronicamente, "
        "in attesa di consegna al corriere, dati ricevuti, ordine ricevuto, "
        "informazioni ricevute, annunciata, prenotato il ritiro, ritiro prenotato, "
        "ritiro programmato, in attesa del pacco, prenotata, prenotato, "
        "non ancora affidato, non è stato ancora affidato, "
        "non ancora consegnato al corriere, dati trasmessi, "
        "in attesa di affidamento, informazioni di spedizione, ordine di ritiro, "
        "preannunciato, preannunciata, richiesta di ritiro, pre avviso, "
        "in attesa di ricevere il pacco, ritiro presso il mittente previsto, "
        "non ancora ricevuto, in attesa della merce, ordine registrato, "
        "dati elettronici, in preparazione presso il mittente, "
        "non ancora preso in carico, non ancora presa in carico, "
        "in attesa di presa in carico, in attesa che il venditore, "
        "in attesa che il mittente, dati acquisiti, spedizione creata, "
        "non ancora in nostro possesso, informazioni elettroniche, "
        "prenotazione ritiro, prenotazione del ritiro"
    ),
    "misroute": (
        "errato instradamento, instradato male, sede errata, filiale errata, "
        "errore di instradamento, disguido, mal instradato, filiale sbagliata, "
        "deposito errato, sede sbagliata, errore di smistamento, persona sbagliata, "
        "mal indirizzato, deposito sbagliato, smistato male"
    ),
    "delay": (
        "ritardo, ritardato, rinviata a, rimandata a, posticipata, ritardata, "
        "posticipato, in ritardo"
    ),
    "done": (
        "finita, conferma, concluse, completato, completata, concluso, conclusa, "
        "terminato, terminata, effettuato, effettuata, avvenuta, avvenuto, "
        "confermata, con successo, confermato, riuscita, eseguito, finito, conclusi, "
        "eseguita, accertato, accertata"
    ),
    "begin": (
        "iniziato, iniziata, avviato, avviata, in corso, in fase, aperta, aperto, "
        "cominciato"
    ),
    "intercept": "intercettato, intercettata",
    "noinfo": (
        "nessun evento, niente da mostrare, numero inesistente, nessuna informazione, "
        "nessun dato, numero sconosciuto, informazioni non disponibili, non risulta, "
        "nessun risultato, dati non disponibili, non trovata nel sistema, codice non "
        "trovato, numero non trovato, spedizione non trovata, spedizione inesistente, "
        "numero non valido, codice inesistente, nessuna spedizione trovata, "
        "spedizione non presente, non presente nei sistemi, nessuna traccia, ancora "
        "nessuna informazione, informazioni non ancora disponibili, tracciatura non "
        "disponibile, non ci sono ancora informazioni, non ci sono informazioni"
    ),
    "wait": "in attesa, attesa, attende, in attesa di, attendere, aspetta, attendiamo",
    "missing": (
        "mancante, mancanti, manca, mancano, incompleto, incompleta, incompleti, "
        "mancanza, insufficiente, insufficienti"
    ),
    "need": (
        "richiesto, richiesta a, richiesti, necessario, necessari, necessaria, "
        "occorre, serve, servono, fornire, deve fornire, deve pagare, da pagare, "
        "deve inviare, richiesta di, non pagati, inviare, non pagato, contattare, "
        "pagamento di, necessarie, obbligatori"
    ),
    "buyer": (
        "destinatario, destinataria, cliente, acquirente, compratore, domicilio, te, "
        "voi, utente, proprie mani"
    ),
    "neighbour": (
        "vicino, vicina, vicino di casa, portiere, portineria, portinaio, custode, "
        "familiare, convivente, famiglia, moglie, marito, collega, coniuge, parente, "
        "segreteria, persona presente, delegato, guardiania, vicini, "
        "accettazione aziendale, inquilino, parenti, alla reception, reception, "
        "addetto alla reception, addetto alla portineria, figlio, figlia, madre, "
        "padre, fratello, sorella, genitori, nonna, nonno, suocera, domestica, "
        "badante, coinquilino, coinquilina, vicina di casa, condomino, "
        "amministratore, segretaria, personale dell'azienda, dipendente, familiari, "
        "persona di famiglia, vigilanza, custode del palazzo, receptionist, "
        "ufficio posta, ricevimento merci, persona in casa"
    ),
    "box": (
        "cassetta, cassetta delle lettere, cassetta postale, porta, "
        "davanti alla porta, garage, luogo sicuro, posto sicuro, buca delle lettere, "
        "casella postale, posto concordato, luogo concordato, giardino, terrazza, "
        "balcone, veranda, posto indicato, cassetta della posta, "
        "cassetta postale condominiale, androne, portone, davanti al portone, "
        "dietro il cancello, ingresso di casa, pianerottolo, luogo indicato, "
        "luogo sicuro indicato, buca lettere, casetta, zerbino, ripostiglio, "
        "capanno, davanti casa"
    ),
    "shop": (
        "chiosco, stazione di servizio, supermercato, banco, distributore, "
        "box locker, cartoleria, armadietti, punto di ritiro, ufficio postale, "
        "locker, punto poste, negozio, fermopoint, fermo point, pudo, punto pudo, "
        "tabaccheria, edicola, armadietto, punto ritiro, parcel shop, inpost point, "
        "ufficio di giacenza, sportello, punto di consegna, bar, punto vendita, "
        "punto inpost, access point, service point, shop, fermoposta, "
        "uffici postali, fermodeposito, collect point, mypoint, punto, "
        "ufficio poste, punto gls, punto brt, brt fermopoint, punto dhl, "
        "punto di raccolta, lockers, tabaccaio, ricevitoria, stazione di ritiro, "
        "box di ritiro, ufficio postale di, paccomat, collectpoint, "
        "sportello postale, copisteria, cartolibreria, puntoposte, punti di ritiro, "
        "ufficio di posta, negozio di ritiro, negozio convenzionato, "
        "armadietto automatico, libreria, fioraio"
    ),
    "airline": (
        "compagnia aerea, vettore aereo, linea aerea, handler aeroportuale, "
        "compagnie aeree, cargo aereo, compagnia di volo, aerolinea"
    ),
    "plane": "aerei, voli, aereo, volo, aeromobile, treno, nave, velivolo",
    "airport": "aeroporto, porto, terminal, scalo aeroportuale",
    "customs": (
        "frontiera, confine, dogana, doganale, doganali, sdoganamento, "
        "operazioni doganali, ufficio doganale, autorità doganali, autorità, "
        "spedizioniere doganale, agenzia delle dogane, dogane, doganiere, "
        "bolla doganale, dogana di importazione, ufficio delle dogane, "
        "controlli doganali, pratica doganale, pratiche doganali, "
        "procedura doganale, formalità doganali, iter doganale, guardia di finanza, "
        "agenzia doganale, dichiarazione doganale, dogana italiana, doganieri, "
        "dogana import"
    ),
    "duty": (
        "dazi, dazio, iva, tasse, oneri, dazi e iva, oneri doganali, "
        "diritti doganali, imposte"
    ),
    "depot": (
        "capannone, rete, smistamento di, filiale, sede, centro di smistamento, "
        "centro operativo, hub, centro, magazzino locale, deposito, "
        "centro di distribuzione, sede di consegna, filiale di consegna, "
        "centro di recapito, centro postale, ufficio di recapito, centro scambi, "
        "stabilimento, piattaforma, centro logistico, filiale di destinazione, "
        "agenzia, centro di lavorazione, ufficio di distribuzione, presidio, "
        "sede locale, centri, polo logistico, sede corretta, filiale locale, "
        "hub di smistamento, hub di destinazione, sede brt, filiale brt, sede gls, "
        "filiale gls, centro di distribuzione postale, "
        "centro di smistamento postale, sede di destinazione, sede competente, "
        "filiale competente, filiale corretta, deposito corretto, "
        "magazzino di distribuzione, centro smistamento, centro primario, "
        "centro di recapito locale, filiali, magazzino del corriere, "
        "deposito locale, deposito di consegna, hub locale, centro distribuzione, "
        "ufficio recapito, ufficio di destinazione, polo, centro di meccanizzazione"
    ),
    "warehouse": "magazzino, magazzini",
    "home": (
        "magazzino resi, centro resi, magazzino dei resi, magazzino di reso, "
        "centro di reso, reparto resi, deposito resi, magazzino per i resi, "
        "centro gestione resi, ufficio resi"
    ),
    "carrier": (
        "corriere, corriere locale, vettore, vettore locale, brt, bartolini, sda, "
        "gls, dhl, ups, poste italiane, poste, dpd, tnt, fedex, nexive, partner, "
        "operatore, agente, posta locale, spedizioniere, trasportatore, "
        "ultimo miglio, hermes, inpost, azienda di trasporto, partner locale, "
        "operatore postale, amazon, milkman, fornitore, corrieri, corriere espresso, "
        "corriere finale, corriere partner, vettori, società di consegna, "
        "servizio postale, sda express, brt corriere espresso, poste locali, "
        "poste tedesche, poste francesi, partner di consegna, vettore finale, "
        "corriere incaricato, fedex tnt, dhl express, operatore locale, "
        "azienda di consegna, corriere nazionale, gestore postale, gls italy, "
        "magyar posta, hrvatska posta, posta slovenije, slovenska posta, "
        "ceska posta, bulgarian posts, latvijas pasts, lietuvos pastas, eesti post, "
        "omniva, elta, maltapost, cyprus post, posti, postnord, an post, "
        "posta romana, post luxembourg, bpost, postnl, post nl, colis prive, "
        "relais colis, mondial relay, dhl ecommerce, dhl parcel, fan courier, "
        "sameday, speedy, econt, budbee, instabox, matkahuolto, itella, trunkrs, "
        "packeta, zasilkovna, foxpost, venipak, ppl, evri, yodel, seur, mrw, ctt, "
        "correos, nacex, chronopost, colissimo, geodis, dachser, db schenker, "
        "asendia, landmark global, spring gls, gel express, trans o flex, "
        "amazon logistics, poczta polska, royal mail, swiss post, austrian post, "
        "deutsche post"
    ),
    "courier": (
        "postino, portalettere, autista, fattorino, driver, postina, autisti, "
        "addetto alla consegna, addetto al recapito, postini, conducente, rider"
    ),
    "sender": (
        "mittente, venditore, speditore, negoziante, esercente, "
        "fornitore di origine, merchant, mittenti, venditrice, negozio online, "
        "venditori, speditrice, shop online, negozio del venditore, fabbrica, "
        "produttore, mittente originario, mittente originale, e commerce, "
        "azienda mittente, ditta mittente"
    ),
    "vehicle": "furgone, mezzo, veicolo, camion, automezzo",
    "export": "esportazione, export, in esportazione",
    "import": "importazione, import",
    "origin": (
        "paese di origine, paese di partenza, origine, aeroporto di origine, "
        "paese mittente, paese d'origine"
    ),
    "china": (
        "cina, shenzhen, guangzhou, yiwu, dongguan, hangzhou, shanghai, ningbo, "
        "xiamen, zhengzhou, hong kong, pechino, canton, chengdu, chongqing, wuhan, "
        "hongkong, qingdao"
    ),
    "dest": "paese di destinazione, destinazione",
    "abroad": (
        "italia, europa, ue, germania, francia, spagna, polonia, belgio, malpensa, "
        "roma, fiumicino, milano malpensa, liegi, francoforte, ungheria, austria, "
        "lipsia, olanda, budapest, linate, parigi, svizzera, amsterdam, rotterdam, "
        "trieste, genova porto"
    ),
    "inward": (
        "ufficio di scambio, centro scambi internazionale, "
        "centro scambio internazionale"
    ),
    "outward": "ufficio di scambio di partenza, ufficio di scambio di origine",
    "paper": (
        "etichetta, avviso, notifica, sms, e mail, email, messaggio, foto, firma, "
        "prova di consegna, bolla, cartolina, lettera di vettura, comunicazione, "
        "rimborso, contrassegno, importo, richiesta, reclamo, peso, "
        "ricevuta di ritorno, avviso di giacenza, avviso di ricevimento, "
        "appuntamento, codice, ricevuta di consegna, sondaggio, modulo, "
        "questionario, tagliando, denuncia, contatto"
    ),
    "docs": (
        "licenza, autorizzazione importazione, permesso, numero eori, documenti, "
        "documento, fattura, documentazione, fattura commerciale, carta d'identità, "
        "documenti doganali"
    ),
    "data": "dati, informazioni, informazione",
    "packaging": "imballo, imballaggio, scatola esterna, cartone",
    "item": (
        "pacco, pacchi, spedizione, spedizioni, collo, colli, articolo, merce, "
        "invio, oggetto, contenuto, plico, pacchetto, ordine, raccomandata, "
        "prodotto, busta, container, merci"
    ),
    "place": (
        "città, paese, zona, regione, indirizzo, sistema, provincia, quartiere, "
        "azienda, ditta, ufficio, hotel"
    ),
    "not": (
        "non, nessun, nessuna, senza, né, mai, invece di, anziché, niente, nulla, "
        "neppure"
    ),
    "notyet": (
        "non ancora, non è ancora, non è stato ancora, non è stata ancora, "
        "ancora non, ancora da"
    ),
    "nobody": (
        "nessuno, nessun vicino, mancato ritiro, non ritirato, non ritirata, "
        "non reclamato, non reclamata, non ritirati, non reclamati, non recuperato"
    ),
    "nolonger": "non più, non è più",
    "will": (
        "sarà, saranno, prevista, previsto, previste, previsti, domani, verrà, "
        "verranno, stimata, stimato, programmata, programmato, prossima, prossimo, "
        "a breve, entro, presto, in programma, pianificata, pianificato, dopodomani, "
        "quando, prima di, una volta, appena, non appena, finché, obiettivo, lunedì, "
        "martedì, mercoledì, giovedì, venerdì, sabato, seguirà, segue, dovrebbe, "
        "deve, deve essere, da distruggere, da consegnare, sta per, in vista, "
        "ipotizzata, futura, successiva, essere consegnato, atteso, attesa per, "
        "dovrà, avverrà, ci sarà"
    ),
    "present": "viene, vengono",
    "wish": (
        "chiede, chiesto, richiesto, richiede, desidera, scelto, vuole, vorrebbe, "
        "su richiesta, ha richiesto, preferisce, selezionato, domanda, richiesta, "
        "speriamo, si spera, voluto, auspica, sollecita"
    ),
    "if": (
        "se, altrimenti, salvo, a meno, in caso, qualora, può, possono, potrebbe, "
        "potrà, potrebbero, purché, eventuale, a condizione, ove, nel caso, oppure, "
        "in mancanza di ritiro, in caso di mancato ritiro, senza pagamento, "
        "senza documenti, senza riscontro, in assenza di, mancando, pena la"
    ),
    "maybe": (
        "cerchiamo, si cerca, ricercato, probabilmente, forse, possibilmente, "
        "presumibilmente, sospetto, ricerca, ricerche, indagine, in verifica, "
        "verifica, verifiche, da verificare, presunto, presunta, sembra, "
        "apparentemente, in corso di verifica, eventualmente, indagini, esempio, "
        "prova di testo, test, modello, possibile, potenzialmente, ipotesi, "
        "in ricerca, da confermare"
    ),
    "said": (
        "secondo, dichiara, afferma, segnalato, segnalata, segnala, sostiene, "
        "contesta, nega, riferisce, dice, risulta come, contrassegnato, "
        "contrassegnato come, sebbene, nonostante, indicato come, segnato come, "
        "dichiarato dal, comunica, marcato"
    ),
    "wrong": (
        "corretta, corretto, errore, per errore, errata, errato, erroneo, "
        "erroneamente, sbagliato, sbagliata, corretto lo stato, correzione, "
        "rettifica, rettificato, falso, falsa, non corretto, erronea, prematuro, "
        "impropriamente, non valido"
    ),
    "cancel": (
        "annullato, annullata, annullamento, revocato, revocata, stornato, "
        "cancellato, ritirato lo stato, sospesa, cancellata, interrotto, eliminata"
    ),
    "ask": "domanda aperta, da chiarire",
    "part": (
        "parziale, parzialmente, in parte, uno dei, parte, restanti, danneggiato, "
        "danneggiata, vuoto, vuota, resto, vuoti"
    ),
    "promise": (
        "garanzia, opzione, fascia oraria, promessa, cambio indirizzo, data, "
        "modalità, nuova data, tempi, nuovo indirizzo"
    ),
    "decided": "disposta, disposto, deciso, approvata, ordinata, decisa, approvato",
    "to": "a, al, alla, allo, all, ai, agli, alle, verso, ad",
    "by from": "dal, dalla, dallo, dall, da, dai, dagli",
    "by": "da parte di",
    "from": "di, del, della, dell, dei, delle, dello",
    "at": (
        "in, nel, nella, nello, nell, presso, sul, sulla, davanti, nelle, nei, "
        "dentro, su, c, dietro"
    ),
    "with": "con",
    "and": "ed, poi, nonché",
    "but": "ma, però, quindi, tuttavia",
    "fill": (
        "incendio, incidente, prima, primo, definitivamente, ufficialmente, "
        "completamente, di nuovo, due, debitamente, nuovamente, sicurezza, il, lo, "
        "la, i, gli, e, le, l, un, uno, una, tuo, tua, suo, sua, nostro, nostra, è, "
        "stato, stata, stati, ha, hanno, ieri, già, si, grazie, per, ore, alle ore, "
        "ora, questo, questa, ci, locale, personalmente, che, sta, andata, andato, "
        "direttamente, contro firma, senza firma, buono, buone, condizioni, o, "
        "oraria, adesso, fase, finale, casa, fine, buon fine, d, vostra, vostro, "
        "correttamente, regolarmente, mattina, pomeriggio, come, nuovo, nuova, "
        "signor, signora, altro, altra, anche, grazie per, averci scelto, gennaio, "
        "febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, "
        "novembre, dicembre, nome, ok, sicuro, lettere, sono, abbiamo, loro, su "
        "richiesta del mittente, su richiesta del cliente, nelle mani del, nelle mani "
        "di, nelle mani, a mani del, a mani proprie, sotto la supervisione, "
        "abbandonata, abbandonato, giacenza scaduta, termine scaduto, periodo di "
        "giacenza scaduto, tempi di giacenza scaduti, su richiesta del venditore, su "
        "richiesta del destinatario, su ordine del mittente, su indicazione del "
        "mittente, come da accordi, scelto dal destinatario, scelto dal cliente, "
        "indicato dal destinatario, concordato con il destinatario, al secondo "
        "tentativo, al terzo tentativo, al primo tentativo, dopo il secondo "
        "tentativo, risarcimento, risarcimento in corso, seguirà risarcimento, "
        "seguirà rimborso, controllo di sicurezza, dopo il controllo di sicurezza, "
        "giorni, giorno, finalmente, integro, integra, intanto, nel frattempo, al "
        "momento, successivamente, tali, con firma, dietro firma, previa firma, "
        "controllo di sicurezza non superato, non ha superato il controllo di "
        "sicurezza, controllo di sicurezza fallito"
    ),
    "after": "fino a, dopo",
    "today": "oggi",
    "take collect": "ritirato, ritirata, prelevato, prelevata, riscosso",
    "origin airport": "aeroporto di partenza, aeroporto di origine",
    "dest airport": "aeroporto di destinazione, porto di destinazione",
    "done over": (
        "ricerca conclusa, indagine conclusa, ricerche concluse, indagini concluse, "
        "indagine chiusa, dopo le ricerche, dopo ricerche, dopo l'indagine, "
        "dopo le indagini, ricerche senza esito, ricerca senza esito, "
        "ricerche terminate, indagine terminata, pratica di ricerca chiusa, "
        "verifiche concluse, ricerche infruttuose, al termine delle ricerche, "
        "al termine dell'indagine"
    ),
    "hold customs": "sequestrato, sequestrata, confiscato, confiscata, sequestro",
    "destroy noun": "distruzione, distruggere, smaltimento",
    "lose noun": "perdita, smarrimento, furto",
    "take accept": "accettato, accettata, accettazione",
    "status": "stato precedente, stato della spedizione, ultimo stato",
    "return arrive came": (
        "rientrata, rientrato, tornato, tornata, ritornato, ritornata, rientrati, "
        "tornati"
    ),
    "return arrive came at": "tornato dal, tornata dal, rientrato dal, rientrata dal",
    "return reverse": (
        "reso, resi, spedizione di reso, pacco reso, spedizione di ritorno, il reso, "
        "pacco di reso, pacco in reso"
    ),
    "return paper": (
        "etichetta di reso, etichetta reso, modulo di reso, richiesta di reso, "
        "etichetta per il reso"
    ),
    "delivery will": "consegnerà, consegneremo, consegneranno, recapiterà",
    "destroy will": "distruggerà, distruggeranno",
    "return will": "restituirà, rispedirà, tornerà, rientrerà",
    "find not fill": "non trovata, non trovato",
    "delay plane": (
        "volo cancellato, volo in ritardo, volo rinviato, senza posto, "
        "volo posticipato, volo soppresso, mancanza di posto, sbarcato dal volo, "
        "ritardo del volo"
    ),
    "at_customs": (
        "sotto controllo doganale, sotto sorveglianza doganale, "
        "sotto vigilanza doganale"
    ),
    "return cancel": (
        "reso fermato, reso bloccato, reso interrotto, restituzione annullata"
    ),
    "because": "perché, poiché, causa, a causa, in quanto, siccome, per via",
    "wait decided": "decisione sul reso, decisione sulla restituzione",
}
