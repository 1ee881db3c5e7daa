# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""French."""

#: If the table has one ending of a participle, the other endings count as well.
ENDINGS = {"é": ("ée", "és", "ées")}

WORDS = {
    "deliver": (
        "livré, livrée, livrés, livrées, distribué, distribuée, distribués, "
        "livraison effectuée, livraison réussie, livraison terminée, "
        "distribution effectuée, bien livré, livraison réalisée, a été livré, "
        "délivré, délivrée, livraison faite"
    ),
    "delivery": (
        "livraison, distribution, livrer, distribuer, délivrer, remise, "
        "pour livraison, reprogrammée, seconde présentation, présentation"
    ),
    "sign": "signé, signée, émargé",
    "hand": (
        "remis, remise à, remise au, remise aux, remise transmis, transmise, confié, "
        "confiée, cédé, transféré, transférée, donné, passé, passée, remettre, "
        "apporté, apportée, porté, amené, livré pour compte de"
    ),
    "put": (
        "déposé, déposée, laissé, laissée, placé, placée, mis, mise, glissé, "
        "glissée, entreposé, introduit"
    ),
    "take": (
        "réceptionné, réceptionnée, reçu, reçue, collecté, collectée, "
        "pris en charge, prise en charge, ramassé, ramassée, enlevé, enlevée, "
        "réception, ramassage, enlèvement effectué, collecte effectuée, "
        "pris livraison, relevé, perçu, repris, en possession, reçoit, réceptionne, "
        "recueilli"
    ),
    "return": (
        "retour, retourné, retournée, renvoyé, renvoyée, renvoi, "
        "réexpédié à l'expéditeur, en retour, retourne, repart, "
        "réacheminé vers l'expéditeur, revient, retourner, renvoyer, rapporté"
    ),
    "destroy": (
        "détruit, détruite, mis au rebut, mise au rebut, éliminé, jeté, détruits, "
        "destruction effectuée, destruction réalisée, incinéré, incinérée, broyé, "
        "détruites, recyclé, brûlé, brûlée, destruction du colis effectuée"
    ),
    "lose": (
        "vol du colis, dérobé, volée, perdu, perdue, égaré, égarée, disparu, volé, "
        "introuvable, perdus, déclaré perdu, déclarée perdue, déclaré comme perdu, "
        "considéré comme perdu, considérée comme perdue, considéré perdu, égarés, "
        "constaté perdu, définitivement perdu, perdu définitivement, déclaré égaré, "
        "dérobée, porté disparu"
    ),
    "find": (
        "retrouvé, retrouvée, localisé, localisée, réapparu, réapparue, retrouvés, "
        "a refait surface, de nouveau localisé"
    ),
    "refuse": (
        "n'a pas voulu, n'a pas payé, ne veut pas, refusé, refusée, refus, refuse, "
        "rejeté, rejetée, décliné, refusés, refuse le colis, n'accepte pas, "
        "non accepté, non accepté par, ne souhaite pas recevoir, "
        "contre remboursement non payé, contre remboursement impayé, n'en veut pas"
    ),
    "absent": (
        "personne sur place, personne à domicile, était fermée, entreprise fermée, "
        "société fermée, n'a pas répondu, pas trouvé, personne présente à, "
        "ne répond pas, vacances, personne n'a ouvert, absent, absente, "
        "destinataire absent, fermé, fermée, personne n'était présent, "
        "pas à son domicile, inconnu, inconnue, injoignable, n'habite pas, "
        "n'habite plus, déménagé, destinataire inconnu, en congés, "
        "établissement fermé, était fermé, vous étiez absent, "
        "parti sans laisser d'adresse, personne à l'adresse, décédé, absence, "
        "aucune réponse, n'était pas présent, n'étiez pas présent, pas disponible, "
        "personne ne répond, personne pour réceptionner, personne pour signer, "
        "n'était pas chez lui, absent lors de, absence du destinataire, "
        "destinataire non présent, portes closes, commerce fermé, magasin fermé, "
        "bureau fermé, locaux fermés, congé, fermeture, fermés, pas répondu, "
        "non joignable, n'habite pas à l'adresse, parti sans adresse, "
        "ne réside plus, non présent, n'avez pas répondu, pas là, n'était pas là"
    ),
    "badaddress": (
        "pas de sonnette, pas de nom, numéro manquant, rue introuvable, "
        "nom introuvable, code postal erroné, digicode, adresse incomplète, "
        "adresse erronée, adresse incorrecte, mauvaise adresse, adresse inconnue, "
        "adresse insuffisante, adresse introuvable, erreur d'adresse, "
        "défaut d'adressage, accès impossible, problème d'adresse, adresse inexacte, "
        "npai, boîte aux lettres pleine, pas de boîte aux lettres, "
        "adresse est incomplète, adresse est incorrecte, adresse est erronée, "
        "code manquant, adresse non trouvée, adresse à compléter, "
        "adresse non conforme, nom absent, nom absent de la boîte, n'existe pas, "
        "portail fermé, pas de boîte, code porte, code d'accès, sans accès, "
        "accès refusé, boîte pleine, adresse fausse, numéro de rue, "
        "numéro de rue manquant, adresse illisible, complément d'adresse, chien"
    ),
    "attempt": (
        "tentative, tentatives, tenté, avis de passage déposé, avisé, "
        "avis de passage, tentative de livraison, nous avons tenté, essai, essayé"
    ),
    "fail": (
        "trop grand, trop volumineux, empêchée, intempéries, n'a pas eu lieu, "
        "avortée, échoue, impossible, échec, échoué, infructueuse, infructueux, n'a "
        "pu être, n'a pas pu, n'ont pas pu, non livré, non livrée, non distribué, non "
        "distribuable, non livrable, impossibilité, incident, anomalie, échouée, "
        "n'avons pas pu, n'a pu, n'avons pu, sans succès, n'a pas abouti, empêché, "
        "non distribuée, infructueuses, pas pu, manquée, pas possible, n'a pas été "
        "possible, non effectuée, non aboutie, n'est pas possible, pas eu lieu, "
        "ratée, non réalisée, pas être livré, pas être distribué, pas abouti, n a pas "
        "pu être livré, n a pu être livré, n ont pas pu être livrés, pas pu être "
        "livré, pas pu vous être remis, n a pas pu vous être livré, n a pas pu être "
        "remis, pas pu être distribué, n a pas pu être distribué, pas pu être remis, "
        "pas pu vous livrer, pas pu livrer"
    ),
    "out": (
        "tournée du facteur, tournée, dans la camionnette, dans le camion, livreur en "
        "route, en route vers le client, en route vers le destinataire, en chemin "
        "vers le destinataire, deuxième tournée, facteur a votre colis, à bord du "
        "véhicule, dernière étape, en cours de livraison, en livraison, en tournée, "
        "parti en tournée, en cours de distribution, en tournée de livraison, dans le "
        "véhicule, dans le véhicule de livraison, avec le livreur, chez le livreur, "
        "remis au livreur, en route vers vous, en chemin vers vous, sorti en "
        "livraison, sortie en livraison, sorti pour livraison, parti en livraison, "
        "mis en livraison, mise en livraison, livreur est en route, en cours de "
        "remise, confié au livreur, chargé dans le camion, confié au facteur, "
        "livraison en cours, chargé dans le véhicule, sur le véhicule, en route pour "
        "livraison, sera livré aujourd'hui, livraison aujourd'hui, livraison ce jour, "
        "sera livré dans la journée, livré dans la journée, pris en charge par le "
        "livreur, livreur vous livrera, sur la tournée, dans la tournée, chargé en "
        "camion, en cours de remise au destinataire, vous livre, vous livrera, vous "
        "livrons, vous apporte, vous apportera, s apprête à vous livrer"
    ),
    "ready": (
        "disponible, à disposition, mis à disposition, mise à disposition, "
        "à retirer, disponible pour le retrait, prêt pour le retrait, en instance, "
        "vous pouvez le retirer, pour retrait, venez le retirer, "
        "en attente de récupération, disponible au retrait, code de retrait, "
        "à venir chercher, prêt à être retiré, attend d'être retiré, "
        "peut être retiré, peut être récupéré, vous attend, en attente de retrait, "
        "attente de retrait, à récupérer, attend le destinataire, "
        "en attente de collecte par le destinataire, "
        "attente de collecte par le destinataire, prêt à être récupéré, "
        "attend d'être récupéré, tenu à disposition, à disposition du destinataire, "
        "à votre disposition, en attente du destinataire, pouvez récupérer, "
        "pouvez venir chercher, mise en instance, mis en instance, prêt à retirer"
    ),
    "hold": (
        "sous scellés, scellé, mis en quarantaine, retenu, retenue, bloqué, bloquée, "
        "immobilisé, immobilisée, suspendu en douane, blocage, arrêté, retenus, "
        "rétention, consigné en douane, consigné par la douane, "
        "mis en attente par la douane, retient, bloque"
    ),
    "inspect": (
        "inspection, contrôle, contrôlé, contrôlée, inspecté, examen, "
        "vérifié par la douane, contrôle douanier, en cours de contrôle, "
        "visite douanière, examiné, inspection douanière, vérification douanière, "
        "contrôlée par la douane, fouille, ouvert par la douane, "
        "ouvert pour contrôle, visite de la douane"
    ),
    "clear": (
        "douane franchie, feu vert, formalités terminées, libéré, libérée, dédouané, "
        "dédouanée, mainlevée, dédouanement terminé, dédouanement effectué, levée, "
        "dédouanement achevé, autorisé, autorisée, bon à enlever, "
        "dédouanement finalisé, a quitté la douane, validé par la douane, "
        "sorti de douane, contrôle terminé, dédouanement réussi, sans anomalie, "
        "formalités douanières terminées, relâché, franchi la douane, "
        "contrôle douanier terminé, contrôle de la douane terminé, "
        "inspection terminée, examen terminé, rien d'anormal, aucune anomalie, "
        "sans observation, mainlevée accordée, bon de sortie, dédouanement complet, "
        "passé la douane, passage en douane terminé, "
        "formalités douanières effectuées, formalités douanières accomplies, libère, "
        "admis à l'importation"
    ),
    "pay": (
        "acquitté, acquittés, payé, payée, payés, payées, réglé, réglés, réglées, "
        "acquittées, paiement reçu, acquittée"
    ),
    "arrive": (
        "arrivé, arrivée, arrive, parvenu, parvenue, atteint, entré, entrée, "
        "réceptionné en agence, arrivés, déchargé au port, à l'arrivée, rentre, "
        "accosté, débarqué"
    ),
    "land": "atterri, atterrissage",
    "depart": (
        "quitté, parti, partie, départ, décollé, décollage, expédié, expédiée, "
        "envolé, quitte, sorti, exporté, expédition effectuée, a quitté, "
        "acheminé vers, départ du, en partance, s'est envolé, a pris le départ, "
        "départ effectué, en vol, en mer, appareillé, "
        "acheminement vers le pays de destination, "
        "en route vers le pays de destination, en route vers la france"
    ),
    "load": "chargé, chargée, embarqué, embarquée, chargement",
    "transit": (
        "transit, en transit, escale, transbordement, correspondance, "
        "plateforme de transit, dubaï, doha, istanbul, almaty, moscou, singapour, "
        "séoul, tokyo, bangkok, kazakhstan, abou dabi"
    ),
    "process": (
        "scan, lecture, trié, triée, tri, traité, traitée, traitement, pesé, pesée, "
        "scanné, scannée, préparation, en cours de traitement, flashé, mesuré, "
        "conditionné, reconditionné, en cours de tri, déchargé, groupé"
    ),
    "forward": (
        "réorienté, réorientée, acheminé, acheminée, acheminement, "
        "en cours d'acheminement, transporté, en route, dirigé, redirigé, "
        "réacheminé, transféré vers, en chemin, voyage, réexpédié, réexpédiée, "
        "transport, fait suivre"
    ),
    "store": (
        "stocké, stockée, reste, se trouve, conservé, en stock, demeure, est à, "
        "gardé, toujours, présent"
    ),
    "create": (
        "créé, créée, édité, éditée, généré, générée, imprimé, imprimée, préparé, "
        "préparée, prépare, en préparation, prêt à partir, en cours de préparation, "
        "établi, prête à partir, prêt à être expédié, prépare votre colis"
    ),
    "order": (
        "encore chez le vendeur, encore chez l'expéditeur, pas encore reçu, pas "
        "encore été reçu, pas encore été déposé, attente de dépôt, nous attendons "
        "votre colis, pas encore été pris en charge, annoncé, annoncée, annonce, pré "
        "annoncé, préavis, informations d'expédition, électronique, électroniquement, "
        "prise en compte, annonce reçue, données reçues, données transmises, déclaré "
        "par l'expéditeur, informations transmises, enregistré, enregistrée, pas "
        "encore été remis, pas encore remis, n'a pas encore été confié, pas encore "
        "confié, enlèvement prévu, ramassage prévu, collecte prévue, attente de prise "
        "en charge, attente du colis, en attente de remise, informations reçues, "
        "commande reçue, informations de l'envoi, demande d'enlèvement, en attente de "
        "dépôt, enlèvement programmé, ramassage programmé, pas encore pris en charge, "
        "commande enregistrée, commande transmise, informations du colis, attendu du "
        "colis, nous attendons le colis, enlèvement demandé, enlèvement commandé, en "
        "attente du dépôt, attente du dépôt, en attente de réception du colis, pas "
        "encore en notre possession, pas encore parvenu, non encore remis, toujours "
        "chez l'expéditeur, toujours chez le vendeur, en cours de préparation par le "
        "vendeur, en cours de préparation chez l'expéditeur, pré enregistré, "
        "préenregistré, attendons votre colis, attendons le colis, données de "
        "l'envoi, enregistré par l'expéditeur, annoncé par l'expéditeur, prête à "
        "prendre en charge, prêt à prendre en charge, nous sera confié, nous sera "
        "remis, nous soit confié, nous soit remis, en attente de prise en charge, en "
        "attente de remise par, attend la prise en charge"
    ),
    "misroute": (
        "erreur d'acheminement, mal orienté, mal dirigé, erreur de tri, "
        "mauvaise agence, fausse direction, erreur d'orientation, mauvais site, "
        "erreur de routage, mauvaise direction, mauvais destinataire, "
        "mauvaise personne, mal acheminé"
    ),
    "delay": "retardé, retardée, retard, reporté, reportée, décalé",
    "done": (
        "fini, finie, confirme, terminé, terminée, effectué, effectuée, achevé, "
        "achevée, finalisé, finalisée, réussi, réussie, confirmé, confirmée, "
        "avec succès, complété, accompli, clos, close, accordé, accordée, réalisé, "
        "réalisée"
    ),
    "begin": (
        "commencé, débuté, en cours, entamé, initié, initiée, engagé, lancé, lancée, "
        "ouvert, ouverte"
    ),
    "intercept": "intercepté, interceptée, interception",
    "noinfo": (
        "rien à afficher, aucune donnée, aucun événement, numéro introuvable, rien à "
        "signaler, aucune information, pas d'information, numéro inconnu, aucun "
        "évènement, aucun suivi, introuvable dans le système, pas encore "
        "d'information, aucun résultat, information indisponible, pas disponible pour "
        "ce numéro, introuvable dans notre système, introuvable dans notre base, "
        "inconnu de nos services, numéro de suivi inconnu, aucun résultat trouvé, "
        "numéro non reconnu, aucun scan, pas de données, aucune trace de ce numéro, "
        "pas trouvé de colis, aucun colis trouvé, pas trouvé d envoi, aucun envoi "
        "trouvé, pas de suivi"
    ),
    "wait": (
        "en attente, attente, attend, attendre, dans l'attente, en instance de, "
        "attendons, attendu de, nous attendons"
    ),
    "missing": (
        "manquant, manquante, manquants, manque, incomplet, absence de, insuffisant, "
        "il manque, manquantes, incomplets"
    ),
    "need": (
        "requis, requise, nécessaire, nécessaires, demandé à, besoin, doit fournir, à "
        "fournir, veuillez, demande de, exigé, à payer, doit payer, fournir, "
        "complément, demandés, doit transmettre, attente de documents, attente de "
        "paiement, impayé, à régler, n'est pas payée, n'est pas payé, non payée, "
        "requises, réclamés, doit régler, doivent être réglés, doit acquitter, doit s "
        "acquitter, reste à payer, veuillez régler, doit s'acquitter"
    ),
    "buyer": (
        "destinataire, destinataires, client, cliente, acheteur, main propre, "
        "domicile, acheteuse, vous, votre domicile, particulier"
    ),
    "neighbour": (
        "voisin, voisine, voisins, gardien, gardienne, concierge, famille, "
        "membre de la famille, conjoint, réceptionniste, collègue, proche, épouse, "
        "mari, tiers, tierce personne, secrétariat, loge, personne présente, "
        "loge du gardien, colocataire, employé, une personne présente, "
        "à la réception, à l'accueil, l'accueil, accueil de l'entreprise, "
        "réception de l'hôtel, hôte d'accueil, hôtesse d'accueil, au standard, "
        "parents, fils, fille, mère, père, frère, soeur, assistante, "
        "membre du foyer, occupant, habitant, résident, voisinage, voisin de palier, "
        "salarié, collaborateur, employée, service courrier, vigile, "
        "agent de sécurité, poste de garde, épouse du destinataire, personne du foyer"
    ),
    "box": (
        "boîte aux lettres, boite aux lettres, devant la porte, porte, garage, "
        "lieu sûr, endroit sûr, pas de porte, bal, terrasse, palier, jardin, "
        "véranda, abri, boîte à lettres, lieu convenu, endroit convenu, "
        "lieu sécurisé, endroit sécurisé, boîte à colis, local, devant le portail, "
        "portail, coffre à colis, rebord de fenêtre, derrière le portail, perron, "
        "hall d'immeuble, hall de l'immeuble, remise du jardin, cabanon, "
        "boîte postale, pas de la porte, paillasson, seuil"
    ),
    "shop": (
        "kiosque, station service, supermarché, comptoir, épicerie, point colis, "
        "relais poste, automate, bar tabac, presse, point relais, relais, "
        "bureau de poste, consigne, point de retrait, commerçant, locker, "
        "relais colis, pickup, relais pickup, point de collecte, casier, "
        "mondial relay point, agence postale, boutique, magasin, point relay, "
        "guichet, tabac, consigne automatique, point pickup, borne, pickup station, "
        "commerce, relais commerçant, point postal, point de proximité, "
        "votre bureau, consigne pickup, consigne colis, bureau de retrait, "
        "point de dépôt, supérette, fleuriste, librairie, papeterie, "
        "station essence, commerce partenaire, commerçant partenaire, "
        "point de livraison, relais commerce, relais colissimo, locker pickup, "
        "agence pickup, bureau de tabac, votre relais, votre point de retrait, "
        "guichet de la poste, relay, casier automatique, consignes, points relais, "
        "consigne de retrait, pickup store"
    ),
    "airline": (
        "compagnie aérienne, transporteur aérien, airline, fret aérien, "
        "agent de piste, compagnie d'aviation, air france cargo, manutentionnaire"
    ),
    "plane": "avions, vols, avion, vol, aéronef, train, navire, bateau",
    "airport": "aéroport, port, terminal, gare",
    "customs": (
        "frontière, douane, douanes, dédouanement, douanier, douanière, "
        "bureau de douane, services douaniers, formalités douanières, "
        "procédure de douane, déclarant, douaniers, dédouaner, service des douanes, "
        "autorités, autorités douanières, commissionnaire, douane d'importation, "
        "bureau des douanes, contrôle des douanes, opérations de dédouanement, "
        "opérations douanières, transitaire en douane, administration des douanes, "
        "agent des douanes, agents des douanes, brigade des douanes"
    ),
    "duty": (
        "droits et taxes, droits, taxe, taxes, tva, frais de douane, droits de douane"
    ),
    "depot": (
        "hall de tri, réseau, centre de distribution, quai, agence, site de "
        "livraison, site de distribution, centre de tri, plateforme, plate forme, "
        "dépôt, centre, hub, plateforme de distribution, site, plateforme logistique, "
        "bureau distributeur, agence de livraison, centre de livraison, plateforme "
        "colis, centre logistique, centre de traitement, bureau de distribution, "
        "agence locale, agence de distribution, site de tri, centre d'opérations, "
        "établissement de distribution, agence de destination, bonne agence, centre "
        "courrier, agence régionale, agence destinataire, dépôt local, agence de "
        "distribution locale, site de destination, plateforme régionale, plateforme "
        "nationale, site logistique, centre de dépôt, agence colis, centre de "
        "distribution du courrier, ppdc, pdc, pfc, centre de tri postal, plateforme "
        "de tri, hub régional, hub national, agence de livraison locale, quai de "
        "livraison, entrepôt de livraison, entrepôt local, dépôt de livraison, agence "
        "chronopost, plateforme de livraison, centre colis, centre de distribution "
        "local, plateformes logistiques, plateformes, nos plateformes, nos sites"
    ),
    "warehouse": "entrepôt, entrepot, magasin de stockage",
    "home": (
        "centre de retour, entrepôt de retour, centre de retours, service retours, "
        "entrepôt des retours, centre des retours, service des retours, "
        "plateforme des retours, entrepôt retours, dépôt des retours, "
        "plateforme retours, centre de traitement des retours"
    ),
    "carrier": (
        "la poste, poste, colissimo, chronopost, dpd, gls, ups, dhl, fedex, tnt, "
        "hermes, mondial relay, transporteur, transporteur local, partenaire, "
        "prestataire, sous traitant, transporteur final, geodis, relais transport, "
        "société de transport, bpost, postnl, poste locale, colis privé, "
        "dernier kilomètre, messagerie, transporteur de livraison, agent, "
        "opérateur postal, logistique, messager, transitaire, colicoli, amazon, "
        "heppner, ciblex, poste nationale, la poste locale, poste allemande, "
        "poste italienne, opérateur local, opérateur, transporteur partenaire, "
        "distributeur, société de livraison, partenaire local, prestataire local, "
        "partenaire de livraison, transporteur national, opérateur de livraison, "
        "dpd france, gls france, dhl france, magyar posta, hrvatska posta, "
        "posta slovenije, slovenska posta, ceska posta, bulgarian posts, "
        "latvijas pasts, lietuvos pastas, eesti post, omniva, elta, maltapost, "
        "cyprus post, posti, postnord, an post, posta romana, post luxembourg, "
        "post nl, colis prive, dhl ecommerce, dhl parcel, dhl express, fan courier, "
        "sameday, speedy, econt, budbee, instabox, matkahuolto, itella, trunkrs, "
        "packeta, zasilkovna, foxpost, venipak, ppl, evri, yodel, inpost, brt, sda, "
        "seur, mrw, ctt, correos, nacex, dachser, db schenker, asendia, "
        "landmark global, spring gls, gel express, trans o flex, amazon logistics, "
        "poste italiane, poczta polska, royal mail, swiss post, austrian post, "
        "deutsche post"
    ),
    "courier": (
        "livreur, chauffeur, facteur, coursier, factrice, livreuse, préposé, "
        "chauffeur livreur, livreurs, coursiers, facteurs, votre facteur, "
        "votre livreur"
    ),
    "sender": (
        "expéditeur, expéditeurs, vendeur, marchand, e commerçant, "
        "commerçant en ligne, expéditrice, vendeuse, fournisseur, émetteur, "
        "site marchand, boutique en ligne, e marchand, boutique du vendeur, "
        "cyber marchand, vendeurs, marchande, usine, fabricant, client expéditeur, "
        "entreprise expéditrice, expéditeur initial, expéditeur d'origine, "
        "émetteur de l'envoi"
    ),
    "vehicle": "véhicule, camion, camionnette, fourgon, voiture",
    "export": "export, exportation, à l'export",
    "import": "import, importation, à l'import",
    "origin": (
        "pays d'origine, pays de départ, origine, pays d'expédition, "
        "pays expéditeur, centre d'origine"
    ),
    "china": (
        "chine, shenzhen, guangzhou, yiwu, dongguan, hangzhou, shanghai, ningbo, "
        "xiamen, zhengzhou, hong kong, pékin, canton, chengdu, chongqing, wuhan, "
        "shanghaï, qingdao, hongkong"
    ),
    "dest": "pays de destination, destination, pays destinataire",
    "abroad": (
        "france, europe, ue, allemagne, belgique, espagne, italie, pologne, paris, "
        "roissy, cdg, liège, francfort, lyon saint exupéry, pays bas, luxembourg, "
        "suisse, marseille, leipzig, hongrie, budapest, vatry, madrid, bruxelles, "
        "amsterdam, autriche, rotterdam, varsovie, milan"
    ),
    "inward": (
        "bureau d'échange, centre international, centre d'échange, "
        "plateforme internationale"
    ),
    "outward": "bureau d'échange de départ, bureau d'échange d'origine",
    "paper": (
        "étiquette, bordereau, avis, notification, sms, e mail, email, message, "
        "photo, preuve, preuve de livraison, signature, carte, courriel, mail, "
        "remboursement, contre remboursement, enquête, réclamation, facturette, "
        "poids, demande, rendez vous, récépissé, créneau, questionnaire, consignes, "
        "code, courrier d'information, plainte, justificatif, avoir, bulletin"
    ),
    "docs": (
        "licence, autorisation, numéro eori, permis, documents, document, facture, "
        "documentation, pièces, justificatifs, facture commerciale, "
        "documents douaniers, preuve d'achat, pièce d'identité, papiers"
    ),
    "data": "données, informations, information",
    "packaging": "emballage, carton, suremballage, conditionnement extérieur",
    "item": (
        "colis, envoi, envois, paquet, paquets, article, articles, marchandise, "
        "marchandises, objet, pli, commande, contenu, lettre suivie, courrier, "
        "expédition, produit, conteneur, recommandé, envoi abandonné, "
        "colis abandonné, colis non distribuable, envoi non distribuable, enveloppe, "
        "caisse, cargaison, fret, courriers, petit paquet"
    ),
    "place": (
        "ville, pays, région, adresse, système, zone, quartier, immeuble, secteur, "
        "bureau, société, hôtel"
    ),
    "not": (
        "pas, non, jamais, aucun, aucune, sans, ni, ne, n, rien, au lieu de, "
        "plutôt que, guère"
    ),
    "notyet": "pas encore, n'est pas encore, toujours pas, encore pas",
    "nobody": (
        "personne, nul, personne n'a, aucun voisin, non retiré, non réclamé, "
        "non retirée, non réclamée, non réclamés, pas retiré, pas récupéré, "
        "personne n'est venu"
    ),
    "nolonger": "n'est plus, ne plus, plus retenu, plus bloqué",
    "will": (
        "sera, seront, prévu, prévue, prévus, demain, devrait, va être, bientôt, "
        "prochain, prochaine, prochainement, estimé, estimée, planifié, planifiée, "
        "programmé, programmée, d'ici, à venir, dans les prochains, au plus tard, "
        "avant, dès que, lorsque, quand, une fois, va, suivra, suit, en vue de, "
        "objectif, lundi, mardi, mercredi, jeudi, vendredi, samedi, à détruire, "
        "à livrer, ultérieurement, être livré, être détruit, devra, aura, auront, "
        "pour être, doit, doit être, serait, sur le point, envisagé, envisagée, "
        "attendu, attendue, sous peu, sous 0 jours, sous 00 jours, sous 0 jour, "
        "sous 00h, sous 00 h, sous 00 heures, sous huitaine, en prévision"
    ),
    "wish": (
        "souhaite, souhaité, souhaitez, demande, demandé, choisi, voudrait, "
        "a demandé, désire, sollicité, sollicite, veut, à la demande, sélectionné, "
        "choisie, préfère, voulu, espère, espérons, souhaiterait"
    ),
    "if": (
        "si, sinon, sauf, à moins, au cas, en cas, à condition, sous réserve, peut, "
        "peuvent, pourra, pourrait, pourraient, pouvez, s'il, éventuel, cas échéant, "
        "faute de, à défaut, selon que, sans retrait, faute de retrait, "
        "à défaut de retrait, sans réponse, faute de paiement, sans paiement, "
        "sans document, sans instruction, en l'absence de"
    ),
    "maybe": (
        "nous cherchons, cherchons, recherché, peut être, probablement, "
        "possiblement, vraisemblablement, suspecté, présumé, semble, recherche, "
        "recherches, enquête, enquête ouverte, en cours de vérification, "
        "vérification, éventuellement, sans doute, potentiellement, apparemment, "
        "en recherche, à vérifier, vérifier, supposé, supposée, prétendument, "
        "incertain, soupçonné, exemple, essai de message, test, modèle"
    ),
    "said": (
        "selon, indique, déclare, affirme, prétend, signalé, signale, d'après, "
        "conteste, nie, dit, réclame, rapporté par, marqué comme, indiqué comme, "
        "bien que, malgré, signalée, considéré comme, noté comme, marqué, prétendu"
    ),
    "wrong": (
        "erreur, par erreur, erroné, erronée, à tort, incorrect, incorrecte, faux, "
        "fausse, corrigé, correction, corrigée, rectifié, rectification, invalide, "
        "prématuré, prématurément, mégarde, inexact, rectifiée"
    ),
    "cancel": (
        "annulé, annulée, annulation, retiré du suivi, révoqué, supprimé, "
        "interrompu, résilié, retour abandonné, livraison abandonnée, "
        "procédure abandonnée"
    ),
    "ask": "question, à confirmer, à clarifier",
    "part": (
        "partiel, partielle, partiellement, en partie, un des, une partie, reste à, "
        "endommagé, endommagée, incomplète livraison, vide, vides, abîmé"
    ),
    "promise": (
        "garantie, promesse, créneau, option, options, changement d'adresse, date, "
        "délai, mode, remboursé, engagement, nouvelle date"
    ),
    "decided": "décidé, approuvée, ordonnée, approuvé, ordonné",
    "to": "à, au, aux, vers, a, à la, à l",
    "by": "par",
    "from": "de, du, des, d, depuis, auprès de, hors",
    "at": (
        "chez, dans, en, sur, devant, derrière, sous la, près, contre, dans le, dans la"
    ),
    "with": "avec",
    "and": "et, puis, ainsi que",
    "but": "mais, cependant, toutefois, donc, comme",
    "fill": (
        "incendie, accident, premier, première, définitivement, officiellement, "
        "entièrement, dûment, de nouveau, à nouveau, sûr, deux, complet, sécurité, "
        "le, la, les, l, un, une, votre, vos, notre, son, sa, ses, leur, ce, cet, "
        "cette, est, a été, été, ont, bien, hier, déjà, nous, vous avons, il, elle, "
        "merci, désormais, maintenant, local, locale, international, pour, qui, que, "
        "contre signature, sans signature, finale, dernier, dernière, h, heures, "
        "heure, matin, midi, soir, nouveau, nouvelle, autre, bon, bonne, état, "
        "en bon état, y, soit, au matin, s, c, on, j, personnellement, directement, "
        "destination finale, confiance, de votre confiance, monsieur, madame, m, "
        "mme, janvier, février, mars, avril, mai, juin, juillet, août, septembre, "
        "octobre, novembre, décembre, à bientôt, nom, colis numéro, même, lieu, "
        "désigné, désignée, indiqué, de votre, mains, main, propre, sont, avons, ok, "
        "à la demande de l'expéditeur, à la demande du client, "
        "à la demande du vendeur, à la demande du destinataire, "
        "sur demande du destinataire, sur demande de l'expéditeur, "
        "sur ordre de l'expéditeur, sur instruction de l'expéditeur, "
        "choisi par le destinataire, choisi par le client, comme convenu, "
        "au deuxième passage, à la deuxième tentative, à la seconde tentative, "
        "au second passage, au premier passage, à la troisième tentative, "
        "lors du deuxième passage, après une deuxième tentative, rien à signaler, "
        "indemnisation à suivre, indemnisation en cours, sera indemnisé, "
        "indemnisation, indemnisé, contrôle de sécurité, après contrôle de sécurité, "
        "à l'issue, jours, jour, bonjour, félicitations, enfin, ensuite, ci dessous, "
        "intact, intacte, en parfait état, présence, contre, auprès, ci après"
    ),
    "after": "jusqu, après",
    "today": "aujourd'hui, ce jour",
    "take collect": "retiré, retirée, récupéré, récupérée, réclamé",
    "origin airport": "aéroport de départ, aéroport d'origine",
    "dest airport": "aéroport de destination, port de destination",
    "done over": (
        "recherches terminées, enquête terminée, enquête close, recherche terminée, "
        "enquête clôturée, enquête est close, recherches closes, après enquête, "
        "après recherches, après recherche, recherches infructueuses, "
        "recherches sans résultat, recherche sans résultat, malgré nos recherches, "
        "au terme de l'enquête, à l'issue de l'enquête, recherches abandonnées"
    ),
    "hold customs": "saisi, saisie, confisqué, confisquée",
    "destroy noun": "destruction, détruire, rebut, abandonné, abandonnée",
    "lose noun": "perte, perte totale",
    "take accept": "accepté, acceptée",
    "status": "statut, statut précédent, dernier statut",
    "destroy will": "détruira, détruiront, va détruire, sera mis au rebut",
    "delivery will": "livrera, livrerons, livreront",
    "return will": "retournera, renverra, rendra",
    "return hand": "rendu, rendue, restitué, restituée, rendus",
    "return arrive came": (
        "revenu, revenue, est revenu, est de retour, de retour, revenus, "
        "de retour à, rentré, rentrée"
    ),
    "return arrive came at": (
        "de retour chez, revenu chez, revenue chez, de nouveau chez"
    ),
    "return reverse": (
        "colis retour, colis en retour, le retour, votre retour, colis retourné, "
        "envoi retourné, envoi retour, colis de retour, retours, envoi en retour, "
        "retour client"
    ),
    "return paper": (
        "étiquette retour, étiquette de retour, bon de retour, bordereau de retour, "
        "demande de retour, étiquettes de retour"
    ),
    "delay plane": (
        "vol annulé, vol retardé, vol reporté, pas de place, vol supprimé, "
        "départ du vol reporté, retard du vol, correspondance manquée, "
        "débarqué du vol, fret débarqué, manque de place"
    ),
    "at_customs": (
        "sous contrôle douanier, sous contrôle de la douane, "
        "sous surveillance douanière, sous douane"
    ),
    "return cancel": "retour stoppé, retour arrêté, retour interrompu",
    "because": "car, parce que, suite à, en raison, pour cause, à cause, puisque",
    "wait decided": "décision de retour, décision sur le retour",
    "process depot": (
        "preparons pour le mettre en livraison, preparons pour la livraison, en cours "
        "de preparation pour la livraison, en preparation pour la livraison, est "
        "prepare pour la livraison, prepare pour sa livraison"
    ),
}
