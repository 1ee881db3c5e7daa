# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Spanish."""

#: If the table has one ending of a participle, the other endings count as well.
ENDINGS = {"ado": ("ada", "ados", "adas"), "ido": ("ida", "idos", "idas")}

WORDS = {
    "deliver": (
        "entregado, entregada, entregados, entregadas, entrega realizada, "
        "entrega efectuada, entrega completada, entrega exitosa, entrega correcta, "
        "repartido, repartida, entrega finalizada, entrega confirmada, entregó, "
        "entrega efectiva"
    ),
    "delivery": (
        "entrega, entregar, reparto, entregas, para su reparto, para su entrega, "
        "para reparto, para entrega, entregarlo, repartir, entregarse"
    ),
    "sign": "firmado, firmada, firmó, firma de",
    "hand": (
        "cedido, transferido, transferida, traspasado, dado, confiado, remitido, "
        "pasado, facilitado, cesión, confiada, transmitido, llevado, llevada"
    ),
    "put": (
        "depositado, depositada, dejado, dejada, colocado, colocada, introducido, "
        "puesto, introducida, dejó, guardado"
    ),
    "take": (
        "recibido, recibida, admitido, admitida, admisión, recepcionado, "
        "recogida efectuada, recogida realizada, recibió, ha recibido, recepción, "
        "recolectado, recolectada, tomado, recogidos, recibir"
    ),
    "return": (
        "devuelto, devuelta, retorno, devuelve, devolviendo, vuelve, retornado, "
        "retornada, regresa, de vuelta, en devolución, devolver, "
        "reenviado al remitente, reexpedido al remitente, devueltos, regresando, "
        "retornando, regreso, vuelta, de vuelta a, de regreso, regresar, "
        "se devuelve, se retorna, devolución al remitente, devolución a origen"
    ),
    "destroy": (
        "destruido, destruida, eliminado, desechado, desechada, desguazado, "
        "destruyó, destruidos, incinerado, destrucción realizada, "
        "destrucción efectuada, destrucción completada, ha sido destruido, quemado, "
        "quemada, triturado, triturada, achatarrado, incinerada, reciclado"
    ),
    "lose": (
        "extravío confirmado, perdido, perdida, extraviado, extraviada, robado, "
        "desaparecido, robada, haberse perdido, perdió, sustraído, perdidos, "
        "declarado perdido, declarado extraviado, declarado como perdido, "
        "se ha perdido, se ha extraviado, dado por perdido, considerado perdido, "
        "considerado extraviado, declarada perdida, declarada extraviada, "
        "definitivamente perdido, perdido definitivamente, se perdió, se extravió, "
        "desaparecida, robados, hurtado, sustraída"
    ),
    "find": (
        "encontrado, encontrada, localizado, localizada, recuperado, hallado, "
        "recuperada, aparecido, hallada, localizados, ha aparecido, apareció, "
        "reaparecido, encontrados, ha sido encontrado, ha sido localizado, "
        "se ha localizado"
    ),
    "refuse": (
        "no quiso, no pagó, no quiere, no ha pagado, rechazado, rechazada, rehusado, "
        "rehusada, rechazo, rehúsa, rechaza, denegado, rehusó, rechazó, rehusados, "
        "denegada, no aceptado, ha rechazado, ha rehusado, no acepta, no aceptó, "
        "no ha aceptado, reembolso no pagado, reembolso impagado, "
        "no abona el reembolso, rehúse, rehuse, rechazados, no admite, renuncia"
    ),
    "absent": (
        "nadie presente, nadie en el lugar, empresa cerrada, negocio cerrado, "
        "estaba cerrado, no vive, nadie abrió, nadie abre, sin respuesta, ausente, "
        "ausencia, desconocido, desconocida, cerrado, cerrada, no se encontraba, "
        "nadie en casa, no localizado, ilocalizable, destinatario ausente, "
        "establecimiento cerrado, fallecido, ausente en reparto, no estaba, "
        "nadie en el domicilio, mudado, se ha mudado, se mudó, no contesta, "
        "no atiende, destinatario desconocido, no hay nadie, vacaciones, "
        "no se encuentra en el domicilio, ausente de reparto, nadie atendió, "
        "no responde, no había nadie, no hay nadie en, no estaba en casa, "
        "no estaba nadie, nadie en la dirección, nadie responde, nadie contesta, "
        "destinatario no encontrado, no respondió, no contestó, sin contestar, "
        "teléfono apagado, cerrado por vacaciones, por vacaciones, "
        "cerrado por festivo, tienda cerrada, oficina cerrada, local cerrado, "
        "comercio cerrado, ya no vive, cambio de domicilio, se trasladó, no reside, "
        "destinatario no localizado, ausencia del destinatario, ausentes, "
        "no se hallaba, no presente, no disponible"
    ),
    "badaddress": (
        "sin timbre, falta el nombre, nombre no encontrado, calle no encontrada, "
        "código postal incorrecto, número inexistente, dirección incorrecta, "
        "dirección incompleta, dirección errónea, dirección insuficiente, "
        "dirección desconocida, dirección inexistente, dirección equivocada, "
        "señas incorrectas, error en la dirección, falta número, acceso imposible, "
        "datos incorrectos, buzón lleno, sin buzón, dirección mal, "
        "problema de dirección, faltan datos, señas insuficientes, "
        "no existe la dirección, falta de datos, dirección no encontrada, "
        "dirección no localizada, dirección errada, dirección no existe, "
        "falta el número, falta el piso, falta piso, número de calle incorrecto, "
        "número incorrecto, portal incorrecto, nombre no figura, "
        "no figura en el buzón, dirección ilegible, dirección no válida, "
        "código postal erróneo, falta información de la dirección, "
        "domicilio desconocido, domicilio incorrecto, domicilio inexistente, "
        "domicilio insuficiente, acceso denegado, acceso restringido, sin acceso, "
        "buzón inaccesible, no aparece el nombre, señas incompletas"
    ),
    "attempt": (
        "intento, intentos, intentado, intento de entrega, aviso dejado, "
        "se ha dejado aviso, dejado aviso, intentó, intentamos, tentativa, se intentó"
    ),
    "fail": (
        "demasiado grande, mal tiempo, impedida, no tuvo lugar, no cabe, abortada, "
        "fallido, fallida, imposible, no se ha podido, no se pudo, "
        "no ha sido posible, incidencia, no entregado, sin éxito, no realizada, "
        "infructuoso, no ha podido, no fue posible, imposibilidad, no entregada, "
        "fracasado, no se puede, no pudo, no hemos podido, fallado, problema, "
        "no es posible, entrega no efectuada, infructuosa, fracaso, no pudimos, "
        "no se ha efectuado, no se ha realizado, no se efectuó, no se realizó, "
        "no efectuada, no conseguido, no conseguida, no llegó a realizarse, "
        "no ha tenido éxito, no realizado, no ha sido realizada, impedimento, "
        "carretera cortada, no hemos conseguido, no logramos, no se logró, "
        "frustrada, frustrado"
    ),
    "out": (
        "en la furgoneta, en el camión, ronda del cartero, ruta del repartidor, "
        "segunda ruta, en ruta hacia el cliente, de camino al cliente, "
        "de camino al punto, en camino al punto, en camino al citypaq, última etapa, "
        "en reparto, en proceso de entrega, salido a reparto, ha salido a reparto, "
        "en ruta de reparto, en ruta de entrega, con el repartidor, con el cartero, "
        "en el vehículo de reparto, repartidor está de camino, "
        "de camino a tu domicilio, de camino a su domicilio, salida a reparto, "
        "en camino al destinatario, está en reparto, en distribución, "
        "el mensajero está en camino, en el furgón, asignado al repartidor, "
        "asignado a repartidor, entregado al repartidor, entregado al cartero, "
        "hoy en reparto, en curso de entrega, entrega en curso, sale a reparto, "
        "en fase de reparto, repartidor en camino, cargado en la furgoneta, "
        "mensajero en camino, en camino a tu domicilio, de camino al destinatario, "
        "entrega hoy, cargado en el vehículo, cargado en vehículo, "
        "cargado para reparto, cargado para entrega, en poder del repartidor, "
        "en manos del repartidor, en manos del cartero, repartidor va de camino, "
        "mensajero va de camino, en ruta con el repartidor, a bordo del vehículo, "
        "en vehículo de reparto, en el reparto de hoy, asignado a ruta, "
        "en ruta de distribución, saliendo a reparto"
    ),
    "ready": (
        "disponible, listo para recoger, pendiente de recogida por el destinatario, "
        "puede recoger, lista para recoger, listo para pase a recoger, a recoger, "
        "pendiente de recoger, espera al destinatario, pendiente de ser por recoger, "
        "puede ser recogido, para ser recogido, espera ser recogido, "
        "pendiente de ser recogido, para su recogida, en espera de recogida, "
        "disponible para recogida, disponible para su recogida, "
        "a la espera de recogida, listo para recogida, listo para su recogida, "
        "esperando recogida, código de recogida, para recoger, puede ser recogida, "
        "listo para su retirada, esperando a ser recogido, a disposición, "
        "puedes recoger, puede recogerlo, puede pasar a recoger, "
        "pendiente de retirar, pendiente de retirada, en espera de ser recogido, "
        "a la espera de ser recogido, a la espera del destinatario, te espera, "
        "le espera, estacionado en oficina, disponible en, lista para ser recogida, "
        "para ser recogida"
    ),
    "hold": (
        "precintado, bajo precinto, retenido, retenida, detenido, detenida, "
        "bloqueado, bloqueada, paralizado, inmovilizado, retención, parado, bloqueo"
    ),
    "inspect": (
        "inspección, inspeccionado, control, controles, revisión, reconocimiento, "
        "examen, control aduanero, inspección aduanera, "
        "seleccionado para inspección, revisado, inspeccionada"
    ),
    "clear": (
        "aduana superada, ha pasado la aduana, liberado, liberada, despachado, "
        "despachada, levante, despacho finalizado, despacho de aduana finalizado, "
        "despacho de aduanas finalizado, despacho completado, autorizado, "
        "autorizada, superado, sale de aduana, despacho aduanero finalizado, "
        "ha salido de la aduana, sin incidencias, despacho terminado, "
        "salida de aduana, despacho concluido, despacho aduanero completado, "
        "despacho realizado, inspección terminada, inspección finalizada, "
        "inspección concluida, inspección aduanera terminada, "
        "inspección aduanera finalizada, control aduanero terminado, "
        "reconocimiento finalizado, sin irregularidades, sin observaciones, "
        "trámites aduaneros finalizados, trámites aduaneros completados, "
        "trámites de aduana finalizados, gestión aduanera finalizada, "
        "aduana finalizada, pasó la aduana, pasó aduana, levante concedido, "
        "levante autorizado, levante de aduana, despachado de aduana, "
        "importación autorizada, importación concedida"
    ),
    "pay": (
        "pagados, pagado, pagada, abonados, abonado, liquidados, satisfechos, "
        "pagadas, pago recibido, liquidado, abonada"
    ),
    "arrive": (
        "llegado, llegada, llega, recibido en, recepcionado en, alcanzado, entrada, "
        "ha llegado, llegó, entrado, ingresado, alcanza, ingreso, desembarcado, "
        "desembarcada, atracado, ha entrado, arribado, arribo, arribó, ha arribado"
    ),
    "land": "aterrizado, aterrizaje, aterrizó",
    "depart": (
        "salido, salida, sale, partido, despegado, despegue, enviado, enviada, "
        "abandonado, ha salido, dejó el, embarcado, expedido, despegó, salió, "
        "expedida, exportado, partió, zarpado, zarpó, ha zarpado, en vuelo, "
        "en navegación, viajando hacia el país de destino, "
        "en camino al país de destino, de camino al país de destino, rumbo a, "
        "ha partido, en camino a españa"
    ),
    "load": "cargado, cargada, embarcada, embarque, carga",
    "transit": (
        "tránsito, en tránsito, escala, trasbordo, transbordo, dubái, doha, "
        "estambul, almaty, moscú, singapur, seúl, tokio, bangkok, kazajistán, "
        "abu dabi"
    ),
    "process": (
        "escaneo, lectura, clasificado, clasificada, clasificación, procesado, "
        "procesada, pesado, tratamiento, procesando, en proceso, escaneado, "
        "tramitado, manipulado, en clasificación, reembalado, descargado, medido, "
        "en tratamiento, grabado, pesada, escaneada, clasificados, en manipulación, "
        "reetiquetado, etiquetado, reempaquetado, en fase de clasificación, pesaje, "
        "ha sido clasificado, ha sido procesado"
    ),
    "forward": (
        "reenviado, reenviada, encaminado, en camino, trasladado, transporte, "
        "transportado, redirigido, reexpedido, en ruta, reencaminado, viajando, "
        "trasladada, desviado, en curso, reexpedición, enrutado, en viaje, continúa, "
        "prosigue, continúa su viaje, en traslado, enviado hacia, se dirige, "
        "dirigido, en desplazamiento, transitando"
    ),
    "store": (
        "se encuentra, permanece, almacenado, almacenada, sigue en, está en, queda, "
        "custodia, en depósito, todavía en, guardado en, sigue, aún en"
    ),
    "create": (
        "creado, creada, generado, generada, impreso, impresa, preparando, "
        "preparado, preparada, está preparando, en preparación, emitido, emitida, "
        "elaborado, prepara"
    ),
    "order": (
        "aún con el remitente, todavía con el vendedor, todavía en el remitente, aún "
        "en casa del vendedor, esperamos el paquete, no recibido aún, aún no "
        "depositado, prerregistrado, prerregistrada, información del envío, preaviso, "
        "datos del envío, registrado, registrada, electrónica, electrónicamente, "
        "anunciado, información recibida, pendiente de recibir, datos recibidos, pre "
        "registrado, anunciada, grabado por el remitente, documentado, pendiente de "
        "recepción, recogida solicitada, recogida programada, preadmisión, "
        "prerregistro, datos transmitidos, pendiente de admisión, pendiente de "
        "depósito, aún no entregado al transportista, orden de recogida prevista, a "
        "la espera del paquete, pedido recibido, preregistrado, todavía no lo ha "
        "entregado, pendiente de entrega al transportista, en espera del envío, "
        "todavía no recibido, aún no recibido, no ha sido depositado, aún con el "
        "vendedor, todavía con el remitente, esperando que el vendedor, esperando que "
        "el remitente, pendiente de que el remitente, pendiente de que el vendedor, "
        "no entregado aún a, aún no ha sido entregado a, información electrónica, aún "
        "no recogido del remitente, el remitente está preparando, el vendedor está "
        "preparando, envío anunciado, pendiente de recogida en el remitente, pasará "
        "mañana por, pasará a recoger, pasará mañana a recoger"
    ),
    "misroute": (
        "mal encaminado, error de encaminamiento, mal clasificado, "
        "delegación incorrecta, delegación equivocada, error de clasificación, "
        "mal enviado, mal direccionado, centro equivocado, mal transitado, "
        "error de tránsito, persona equivocada, enrutado erróneamente, "
        "centro incorrecto, destinatario equivocado"
    ),
    "delay": (
        "retrasado, retraso, demora, aplazado, aplazada, retrasada, demorado, "
        "pospuesta, pospuesto"
    ),
    "done": (
        "acabado, acabada, confirma, acabó, finalizado, finalizada, completado, "
        "completada, terminado, terminada, realizado, realizada, concluido, "
        "confirmado, confirmada, con éxito, efectuada, concluida, correctamente, "
        "satisfactoriamente, efectuado, concedido, exitosa, definitivamente"
    ),
    "begin": (
        "iniciado, iniciada, comenzado, en trámite, abierta, abierto, comienza, "
        "empezado, inicio"
    ),
    "intercept": "interceptado, interceptada, interceptación",
    "noinfo": (
        "nada que mostrar, ningún dato, número inexistente, sin información, no hay "
        "información, no hay datos, número desconocido, sin datos, no existe "
        "información, ningún evento, no consta, información no disponible, sin "
        "eventos, no disponemos de información, número no encontrado, sin resultados, "
        "no se encuentra en el sistema, envío no encontrado, paquete no encontrado en "
        "el sistema, número no válido, número inválido, envío inexistente, código no "
        "encontrado, no existe el envío, no se han encontrado, no encontrado en el "
        "sistema, sin movimientos, sin registros, ningún registro, envío no "
        "localizado en el sistema, todavía sin información, aún sin información, no "
        "figura, no se encuentra el número, no encontramos el número, no se encuentra "
        "el envío, no se encuentra ningún envío, todavía no hay información, aún no "
        "hay información, no hay todavía información"
    ),
    "wait": (
        "a la espera, en espera, espera, esperando, pendiente, pendiente de, "
        "esperamos, a la espera de, aguardando"
    ),
    "missing": (
        "falta, faltan, faltante, incompleto, incompleta, insuficiente, falta de, "
        "ausencia de, insuficientes, incompletos"
    ),
    "need": (
        "requerido, requerida, necesario, necesaria, se requiere, debe aportar, "
        "debe enviar, solicitada documentación, necesita, aportar, debe pagar, "
        "por pagar, es necesario, no se paga, impagados, requiere, precisa, enviar, "
        "requeridos, no pagado, requieren, se necesita, exige, aporte, debe presentar"
    ),
    "buyer": (
        "destinatario, destinataria, cliente, comprador, titular, domicilio, usted, "
        "receptor, compradora, interesado, en mano, destinatario o autorizado, "
        "destinatario o persona autorizada"
    ),
    "neighbour": (
        "vecino, vecina, conserje, portero, portería, familiar, "
        "recepción del edificio, recepcionista, familia, conserjería, esposa, "
        "marido, compañero, autorizado por el destinatario, empleado, secretaría, "
        "persona autorizada, pariente, vigilante, esposo, cónyuge, vecinos, hijo, "
        "hija, madre, padre, portera, compañera, en recepción, en la recepción, "
        "a recepción, recepción del hotel, portero del edificio, hermano, hermana, "
        "abuela, abuelo, suegra, padres, hijos, compañero de piso, "
        "compañera de piso, compañero de trabajo, inquilino, vecindario, casera, "
        "personal de recepción, personal de la empresa, empleada, "
        "guardia de seguridad, cuidadora, familiares, miembro de la familia, "
        "miembro del hogar, persona del domicilio, presidente de la comunidad, "
        "secretaria, asistenta, amigo, amiga"
    ),
    "box": (
        "buzón, puerta, garaje, lugar seguro, buzón domiciliario, casillero, "
        "apartado postal, sitio seguro, lugar acordado, jardín, terraza, "
        "buzón del domicilio, apartado, porche, lugar indicado, patio, felpudo, "
        "buzón de correo, buzón postal, en la puerta, delante de la puerta, "
        "trastero, balcón, caseta, rellano, entrada de la casa, lugar convenido, "
        "sitio acordado, sitio indicado, cobertizo, tras la verja"
    ),
    "shop": (
        "quiosco, gasolinera, supermercado, mostrador, librería, papelería, armario, "
        "bar, oficina de correos, citypaq, tienda, punto de entrega, punto pack, "
        "taquilla, punto pickup, locker, estanco, punto de conveniencia, "
        "oficina postal, punto, establecimiento colaborador, parcelshop, "
        "parcel shop, consigna, punto celeritas, kiala, punto de venta, "
        "punto packlink, pick up, homepaq, oficina elegida, ventanilla, "
        "punto inpost, punto de recogida, access point, punto de oficina, oficina, "
        "oficinas de correos, oficina de recogida, punto de recogida de, "
        "tienda colaboradora, tienda de recogida, punto gls, punto seur, punto mrw, "
        "punto correos, punto dhl, lockers, taquillas, ferretería, floristería, "
        "supermercado colaborador, punto de servicio, punto de retirada, citypaqs, "
        "puntos de recogida, locutorio, estación de recogida, "
        "establecimiento de conveniencia"
    ),
    "airline": (
        "aerolínea, compañía aérea, línea aérea, aerolíneas, agente handling, "
        "transportista aéreo, carga aérea, handling"
    ),
    "plane": "aviones, vuelos, avión, vuelo, aeronave, tren, barco, buque",
    "airport": "aeropuerto, puerto, terminal",
    "customs": (
        "frontera, aduana, aduanas, aduanero, aduanera, despacho, "
        "despacho de aduana, despacho de aduanas, despacho aduanero, "
        "trámite de aduana, autoridades, autoridad aduanera, agente de aduanas, "
        "autoridades aduaneras, aduaneros, aduaneras, agencia tributaria, "
        "oficina de aduanas, oficina de aduana, trámites aduaneros, "
        "trámites de aduana, gestión aduanera, control de aduanas, recinto aduanero, "
        "depósito aduanero, agente aduanero, agente de aduana, "
        "aduana de importación, declaración aduanera, declaración de aduana, "
        "proceso de aduana, proceso aduanero, servicio de aduanas, "
        "despacho de importación, guardia civil, adt, funcionarios de aduanas, "
        "inspector de aduanas"
    ),
    "duty": (
        "impuestos, aranceles, iva, tasas, impuestos de importación, derechos, "
        "tributos, arancel, gastos de aduana"
    ),
    "depot": (
        "nave logística, red, sala de clasificación, delegación, centro logístico, "
        "centro de reparto, oficina de reparto, centro de distribución, centro, "
        "almacén local, plataforma, hub, centro de operaciones, nave, "
        "delegación de destino, unidad de reparto, unidad, centro de tratamiento, "
        "centro de clasificación, base, agencia, central, oficina de destino, "
        "centro automatizado, delegaciones, oficina distribuidora, "
        "oficina de distribución, unidad de distribución, almacén de reparto, "
        "centro de tratamiento postal, franquicia, plataforma logística, depósito, "
        "depot, oficinas de reparto, delegación correcta, delegación local, "
        "almacén de destino, centro local, centro de entrega, "
        "centro logístico local, nodo, nodo logístico, cta, ctp, udr, "
        "plataforma de reparto, plataforma de distribución, base de reparto, "
        "almacén de la delegación, agencia local, agencia de destino, "
        "agencia destino, nave de reparto, hub de reparto, "
        "centro de distribución local, unidad de destino, "
        "oficina de distribución postal, centros de distribución, "
        "centro de clasificación postal, delegación destino, franquicia de destino, "
        "centro operativo, almacén del transportista"
    ),
    "warehouse": "almacén, bodega",
    "home": (
        "almacén de devoluciones, centro de devoluciones, "
        "departamento de devoluciones, almacén de devolución, centro de devolución, "
        "almacén para devoluciones, nave de devoluciones, departamento de devolución"
    ),
    "carrier": (
        "correos, correos express, seur, mrw, gls, dhl, ups, nacex, ctt, dpd, tipsa, "
        "zeleris, envialia, fedex, tnt, hermes, transportista, transportista local, "
        "socio, operador, agente, mensajería, empresa de transporte, socio local, "
        "transportista final, correo local, operador postal, última milla, "
        "operador local, celeritas, paack, agencia de transporte, "
        "compañía de transporte, inpost, ontime, amazon, proveedor logístico, "
        "colaborador, operador logístico, transitario, empresa local, "
        "empresa de mensajería, mensajería local, empresa transportista, "
        "transportista asignado, transportista nacional, correos de españa, "
        "correo alemán, correo polaco, empresa de reparto, agencia de reparto, "
        "compañía de reparto, socio de entrega, socio logístico, "
        "empresa de paquetería, paquetería, operador final, "
        "operador de última milla, transporte local, distribuidor local, "
        "correosexpress, dhl parcel, gls spain, magyar posta, hrvatska posta, "
        "posta slovenije, slovenska posta, ceska posta, bulgarian posts, "
        "latvijas pasts, lietuvos pastas, eesti post, omniva, elta, maltapost, "
        "cyprus post, posti, postnord, an post, posta romana, post luxembourg, "
        "bpost, postnl, post nl, colis prive, relais colis, mondial relay, "
        "dhl ecommerce, dhl express, fan courier, sameday, speedy, econt, budbee, "
        "instabox, matkahuolto, itella, trunkrs, packeta, zasilkovna, foxpost, "
        "venipak, ppl, evri, yodel, brt, sda, chronopost, colissimo, geodis, "
        "dachser, db schenker, asendia, landmark global, spring gls, gel express, "
        "trans o flex, amazon logistics, poste italiane, poczta polska, royal mail, "
        "swiss post, austrian post, deutsche post"
    ),
    "courier": (
        "repartidor, cartero, mensajero, conductor, chófer, repartidora, cartera, "
        "mensajera, conductora, transportista de reparto, carteros, repartidores, "
        "motorista, nuestro repartidor, cartero rural"
    ),
    "sender": (
        "remitente, vendedor, expedidor, tienda online, comerciante, proveedor, "
        "vendedora, cargador, remitentes, remitente original, remitente de origen, "
        "tienda del vendedor, fábrica, fabricante, comercio online, "
        "comercio vendedor, empresa remitente, emisor, tienda de origen, "
        "tienda vendedora, expedidor original, comercio de origen"
    ),
    "sender return": "a origen",
    "vehicle": "vehículo, furgoneta, camión, furgón, coche",
    "export": "exportación, export, aduana de exportación",
    "import": "importación, import",
    "origin": "país de origen, origen, país de salida, país remitente",
    "china": (
        "china, shenzhen, guangzhou, yiwu, dongguan, hangzhou, shanghai, shanghái, "
        "ningbo, xiamen, zhengzhou, hong kong, pekín, cantón, chengdu, chongqing, "
        "wuhan, hongkong, qingdao"
    ),
    "dest": "país de destino, destino, país destinatario",
    "abroad": (
        "españa, europa, ue, madrid, barajas, barcelona, zaragoza, alemania, "
        "francia, italia, bélgica, polonia, lieja, fráncfort, portugal, lisboa, "
        "hungría, budapest, vitoria, valencia puerto, parís, países bajos, "
        "ámsterdam, austria, róterdam, leipzig"
    ),
    "inward": "oficina de cambio, centro internacional, centro de intercambio",
    "outward": "oficina de cambio de origen, oficina de cambio de salida",
    "paper": (
        "etiqueta, aviso, notificación, sms, correo electrónico, mensaje, foto, "
        "firma, prueba de entrega, albarán, tarjeta, comprobante, reembolso, "
        "importe, solicitud, reclamación, peso, email, e mail, cita, encuesta, "
        "código, carta de porte, acuse de recibo, acuse, justificante, carta, "
        "resguardo, petición, dinero, abono"
    ),
    "docs": (
        "licencia, permiso, número eori, autorización de importación, documentación, "
        "documentos, documento, factura, factura comercial, dni, facturas, "
        "justificante de pago, papeles"
    ),
    "data": "datos, información, informaciones",
    "packaging": "embalaje, caja exterior, cartón, embalajes",
    "item": (
        "envío, envíos, paquete, paquetes, bulto, bultos, artículo, mercancía, "
        "pedido, objeto, contenido, producto, sobre, mercancías, carta certificada, "
        "contenedor, expedición"
    ),
    "place": (
        "ciudad, país, zona, región, dirección, sistema, provincia, barrio, "
        "localidad, área, empresa, edificio, hotel, negocio"
    ),
    "not": (
        "no, sin, ningún, ninguna, nunca, jamás, ni, en lugar de, en vez de, nada, "
        "tampoco, ninguno"
    ),
    "notyet": "aún no, todavía no, no ha sido aún, sigue sin, no ha sido todavía",
    "nobody": (
        "nadie, no retirado, no recogido, no haber sido retirado, "
        "no haber sido recogido, no reclamado, sin recoger, ningún vecino, "
        "no recogida, no retirada, sin reclamar, no reclamada, no retirados, "
        "no recogidos, sin retirar"
    ),
    "nolonger": "ya no, deja de",
    "will": (
        "será, serán, prevista, previsto, previstas, mañana, estimada, estimado, "
        "programada, programado, próxima, próximo, próximamente, pronto, va a, "
        "antes de, antes, cuando, una vez, en cuanto, planificada, planificado, "
        "pasado mañana, a lo largo, se entregará, se entregara, será entregado, "
        "objetivo, lunes, martes, miércoles, jueves, viernes, sábado, deberá, debe, "
        "debe ser, debería, para destruir, a punto, en breve, seguirá, próximos, "
        "se realizará, previsión, ser entregado, para ser, dentro de, se espera, "
        "se prevé, esperada, esperado, habrá, plazo, entregaremos, se destruirá, "
        "se perderá, vamos, van a, prepararse, futura"
    ),
    "present": "está siendo, siendo",
    "wish": (
        "solicita, solicitado, solicitada, pide, desea, elegido, quiere, pedido que, "
        "a petición, ha solicitado, prefiere, seleccionado, solicitar, petición, "
        "quisiera, ojalá, esperamos que, elegida, ruega, reclama"
    ),
    "if": (
        "si, salvo, a menos, en caso, de lo contrario, siempre que, puede, pueden, "
        "podrá, podría, podrían, sino, en su caso, excepto, quizás si, a no ser, "
        "bajo condición, eventual, en caso de no recogida, sin pago, "
        "a falta de pago, a falta de respuesta, sin documentación, so pena, "
        "en ausencia de"
    ),
    "maybe": (
        "buscamos, buscando, se está buscando, posiblemente, probablemente, quizás, "
        "quizá, presuntamente, presunto, sospecha, búsqueda, investigación, "
        "en investigación, en verificación, verificación, verificando, posible, "
        "parece, tal vez, aparentemente, comprobación, comprobando, por verificar, "
        "supuestamente, ejemplo, prueba de texto, test, modelo, presunta, "
        "en búsqueda, por confirmar, potencialmente, sin confirmar, se busca"
    ),
    "said": (
        "según, afirma, declara, indica, niega, reporta, reportado, dice, marcado, "
        "marcado como, comunica, aunque, a pesar, señalado, informado como, asegura, "
        "consta como, alega, notificado como, reclamado, sostiene"
    ),
    "wrong": (
        "error, por error, errónea, erróneo, erróneamente, equivocado, equivocada, "
        "incorrecto, incorrecta, corregido, corrección, rectificación, falso, falsa, "
        "equivocación, incorrectamente, indebidamente, rectificado, inválido, "
        "prematuro, equivocadamente"
    ),
    "cancel": (
        "anulado, anulada, anulación, cancelado, cancelada, revocado, cancelación, "
        "suspendido, suspendida, revertido, interrumpido, borrado"
    ),
    "ask": "pregunta, por aclarar",
    "part": (
        "parcial, parcialmente, en parte, uno de, dañado, dañada, vacío, vacía, "
        "resto, restantes, parte, vacíos"
    ),
    "promise": (
        "garantía, opción, franja horaria, promesa, cambio de dirección, fecha, "
        "modo, nueva fecha, cambiar, horario"
    ),
    "decided": "ordenada, ordenado, decidido, aprobada, acordada",
    "to": "a, al, hacia, a la, a los",
    "by": "por, por el, por la, por parte de",
    "from": "de, del, desde",
    "at": "ante, bajo, frente, dentro, junto, tras la, en casa del, en casa de",
    "with": "con",
    "and": "y, e, luego, además",
    "but": "pero, sin embargo, por lo que, así que",
    "fill": (
        "incendio, accidente, primer, primera, definitivamente, oficialmente, "
        "completamente, de nuevo, dos, debidamente, nuevamente, seguridad, el, la, "
        "los, las, un, una, su, tu, sus, nuestro, nuestra, ha, han, sido, está, se, "
        "es, fue, ayer, ya, le, lo, que, para, h, horas, hora, este, esta, local, "
        "gracias, personalmente, directamente, contra firma, sin firma, nuevo, nueva, "
        "otro, otra, final, proceso, buen, estado, mano, como, declarado, día, son, "
        "estamos, hemos, nos, fase, casa, o, su domicilio, tu domicilio, señor, "
        "señora, ahora, don, doña, por su confianza, confianza, enero, febrero, "
        "marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, "
        "diciembre, nombre, ok, gracias por, tarde, ser, haber, bien, perfectamente, "
        "elegirnos, acuerdo, a petición del remitente, a petición del cliente, a "
        "petición del vendedor, a petición del destinatario, por orden del remitente, "
        "por orden del vendedor, por instrucciones del remitente, elegido por el "
        "destinatario, elegida por el destinatario, indicado por el destinatario, "
        "acordado con el destinatario, en el segundo intento, al segundo intento, en "
        "el tercer intento, en segundo intento, en el primer intento, tras el segundo "
        "intento, indemnización, indemnización en curso, se indemnizará, control de "
        "seguridad, tras el control de seguridad, días, intacto, finalmente, por fin, "
        "entonces, mientras tanto, entre tanto, posteriormente, plazo vencido, plazo "
        "de recogida vencido, plazo expirado, plazo de recogida expirado, según lo "
        "acordado, con firma, mediante firma"
    ),
    "after": "hasta, después, tras",
    "today": "hoy",
    "take collect": "recogido, recogida, retirado, retirada, recogió, retiró",
    "origin airport": "aeropuerto de origen, aeropuerto de salida",
    "dest airport": "aeropuerto de destino, puerto de destino",
    "done over": (
        "búsqueda finalizada, investigación cerrada, investigación finalizada, "
        "búsqueda terminada, investigación concluida, tras la búsqueda, "
        "tras la investigación, después de la investigación, tras investigación, "
        "búsqueda sin éxito, búsqueda sin resultado, búsquedas sin resultado, "
        "búsqueda concluida, investigación terminada, búsqueda cerrada, "
        "agotada la búsqueda, tras las gestiones de búsqueda"
    ),
    "hold customs": "incautado, incautada, decomisado, decomisada, confiscado",
    "destroy noun": "destrucción, destruir",
    "lose noun": "pérdida, extravío, robo, hurto, siniestro",
    "take accept": "aceptado, aceptada, aceptó, aceptación",
    "at in": "en",
    "status": "estado anterior, último estado, estado del envío",
    "return arrive came": (
        "vuelto, ha vuelto, regresado, ha regresado, ha retornado, de vuelta en, "
        "de regreso en, vuelve a estar en"
    ),
    "return arrive came at": (
        "de vuelta con, vuelve a estar con, de vuelta en casa del, otra vez en"
    ),
    "return reverse": (
        "devolución, envío de devolución, paquete de devolución, paquete de vuelta, "
        "envío de retorno, paquete de retorno, devoluciones"
    ),
    "return paper": (
        "etiqueta de devolución, etiqueta para devolución, etiqueta de retorno, "
        "solicitud de devolución, formulario de devolución, código de devolución, "
        "albarán de devolución"
    ),
    "delivery will": "entregará, entregarán, repartirá, lo entregaremos",
    "destroy will": "destruirá, destruirán",
    "return will": "devolverán, retornará, regresará, devolverá, se devolverá",
    "delay plane": (
        "vuelo cancelado, vuelo retrasado, sin espacio, vuelo aplazado, "
        "vuelo demorado, vuelo pospuesto, falta de espacio, vuelo reprogramado, "
        "retraso del vuelo, desembarcado del vuelo"
    ),
    "take origin": (
        "admitido en oficina, admitido en la oficina, admitido en ventanilla"
    ),
    "at_customs": (
        "bajo control aduanero, bajo vigilancia aduanera, bajo supervisión aduanera, "
        "bajo supervisión de la aduana, bajo control de la aduana"
    ),
    "return cancel": (
        "devolución detenida, devolución parada, devolución interrumpida, "
        "devolución suspendida"
    ),
    "because": "porque, debido a, ya que, pues, a causa, por causa",
    "wait decided": "decisión sobre la devolución, decisión de devolución",
    "arrive inward": (
        "llegada a la oficina internacional, ha llegado a la oficina internacional, "
        "llegada a la oficina de cambio"
    ),
}
