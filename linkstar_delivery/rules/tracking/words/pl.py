# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Polish. Endings show the role of a noun: the dative ("nadawcy") is read as "to"."""

WORDS = {
    "deliver": (
        "doręczon*, dostarczon*, doręczona, doręczono, doręczony, doręczone, "
        "dostarczona, dostarczono, dostarczony, dostarczone, doręczenie zakończone, "
        "dostawa zakończona, doręczenie zrealizowane, dostawa zrealizowana, "
        "doręczyliśmy, dostarczyliśmy, doręczył, dostarczył, "
        "dostarczenie potwierdzone, doręczenie potwierdzone, skutecznie doręczona, "
        "doręczoną, dostarczoną, doręczyła, dostarczyła"
    ),
    "delivery": (
        "doręczenie, doręczenia, doręczeniu, dostawa, dostawy, dostawę, "
        "dostarczenie, dostarczenia, doręczyć, dostarczyć, doręczana, dostarczana, "
        "doręczenie przesyłki"
    ),
    "sign": (
        "podpisano, pokwitowano, podpisana, podpis odbiorcy, podpisał, podpisała, "
        "pokwitował, pokwitowała, pokwitowana"
    ),
    "hand": (
        "przekazan*, przekazana, przekazano, przekazany, przekazane, wydana, wydano, "
        "wydany, oddana, oddano, wręczona, wręczono, powierzona, przekazanie, "
        "przekazaliśmy, wydane, wydanie, przewieziona, zawieziona, oddany, przekazał"
    ),
    "put": (
        "pozostawion*, umieszczon*, pozostawiona, pozostawiono, pozostawiony, "
        "zostawiona, zostawiono, umieszczona, umieszczono, umieszczony, włożona, "
        "włożono, wrzucona, wrzucono, złożona, zdeponowana, położona, pozostawione, "
        "zostawiony"
    ),
    "take": (
        "odebranie, otrzymał, otrzymała, otrzymano, odbiór od, nadanie, pobrana, "
        "odebrali, otrzymana, dostał, podjęto, podjęcie, przejęta, przejęto, wzięła, "
        "wziął, zabrał, zabrana, zabrano, odbiór od nadawcy"
    ),
    "return": (
        "zwrócon*, odesłan*, zwrot, zwrotu, zwrócona, zwrócono, zwrócony, zwracana, "
        "zwracany, wraca, odesłana, odesłano, odsyłana, zwrotna, zwróconą, zwrotem, "
        "powrót, powrotna, powrotnej, zwrotnej, odesłanie, cofnięta do nadawcy, "
        "zwracamy, powraca, zwrotną, zwrócenie, zwrócone, odesłany, powrotem, "
        "cofnięta do, cofnięto do"
    ),
    "destroy": (
        "zniszczon*, zutylizowan*, zniszczona, zniszczono, zniszczony, zutylizowana, "
        "zutylizowano, zniszczone, zutylizowany, spalona, spalono, "
        "zniszczeniu uległa, uległa zniszczeniu, zniszczenie wykonane, "
        "utylizacja zakończona, utylizacja wykonana, zmielona, zezłomowana, "
        "zniszczenie przeprowadzono"
    ),
    "lose": (
        "ukradziona, zagubion*, zaginion*, zaginęła, zaginął, zagubiona, zagubiono, "
        "utracona, zgubiona, skradziona, zagubiony, utracono, zaginiona, zaginęło, "
        "zagubioną, zaginioną, zaginiony, uznana za zaginioną, uznano za zaginioną, "
        "uznana za utraconą, zgubił, zagubienie potwierdzone, "
        "zaginięcie potwierdzone, utrata potwierdzona, "
        "utrata przesyłki potwierdzona, uznano za utraconą, uznany za zaginiony, "
        "uznana za zagubioną, zaginęły, przepadła, przepadł, skradziono, okradziono, "
        "zgubiono, utracony"
    ),
    "find": (
        "odnaleziona, odnaleziono, znaleziona, znaleziono, odnaleziony, "
        "odnalazła się, odnalazł się, odnalezioną, odnalazła, odnalazł, "
        "została odnaleziona, znaleziony, znalazła się, znalazł się, odszukana, "
        "odszukano, zlokalizowana, zlokalizowano"
    ),
    "refuse": (
        "nie zapłacił, nie chce przyjąć, nie chciał, odmówił, odmowa, odmowy, "
        "odmówiono, odmówiła, odrzucona, odrzucono, odmówił przyjęcia, odmowa "
        "przyjęcia, nie przyjął, odmawia, nie przyjęto, odmówiła przyjęcia, odmawia "
        "przyjęcia, nie chce odebrać, nie chciał odebrać, nie chciał przyjąć, nie "
        "zaakceptował, nieprzyjęta przez odbiorcę, zrezygnował, rezygnacja odbiorcy, "
        "nieopłacone pobranie, nie opłacił pobrania, pobranie nieopłacone, "
        "nieprzyjęta, odrzucił, odrzuciła, odmówiona"
    ),
    "absent": (
        "nikogo w domu, firma nieczynna, nie odbiera telefonu, nie mieszka pod, "
        "nikt nie odpowiada, było zamknięte, pod adresem nikogo, urlop, "
        "nikt nie otworzył, nie zastano, nikogo nie było, nieobecny, nieobecność, "
        "nieobecna, nie zastaliśmy, nikogo nie zastano, odbiorca nieobecny, "
        "adresat nieobecny, adresat nieznany, odbiorca nieznany, wyprowadził się, "
        "nie zastał, zamknięte, firma zamknięta, nieobecności, brak odbiorcy, "
        "nie mieszka, zamknięta, nieczynne, brak kontaktu, nie odpowiada, "
        "adresata nie zastano, odbiorcy nie zastano, nie było nikogo, brak adresata, "
        "zmarł, nieznany, nie było w domu, nie otworzył, nieobecni, "
        "odbiorcy nie było, adresata nie było, nikt nie był obecny, "
        "nie odebrał telefonu, telefon nie odpowiada, telefon wyłączony, "
        "nikt nie odebrał, nie zastaliśmy nikogo, nieobecnego, "
        "odbiorca się wyprowadził, odbiorca wyprowadził, przeprowadził się, "
        "w domu nikogo, pod adresem nie zastano, nie ma nikogo, sklep zamknięty, "
        "biuro zamknięte, lokal zamknięty, brama zamknięta, zamknięty, "
        "siedziba zamknięta, nie reaguje, nieosiągalny, "
        "odbiorca nie odebrał telefonu, adresat zmarł"
    ),
    "badaddress": (
        "brak dzwonka, brak nazwiska, zły kod pocztowy, ulica nieznana, brak numeru, "
        "nie ma takiego adresu, błędny adres, niepełny adres, zły adres, "
        "nieprawidłowy adres, adres błędny, adres niepełny, adres nieprawidłowy, "
        "adres nieznany, niekompletny adres, brak dostępu, błąd adresu, "
        "błąd w adresie, niekompletny, nieznany adres, adres niekompletny, "
        "brak numeru domu, skrzynka pełna, brak skrzynki, niewłaściwy adres, "
        "adres nieczytelny, adres nie istnieje, nie istnieje, brak nazwy ulicy, "
        "nieprawidłowy numer, błędny numer domu, zły numer, brak domofonu, "
        "domofon nie działa, brak nazwiska na, nie odnaleziono adresu, "
        "nie znaleziono adresu, adresu nie znaleziono, nieprawidłowe dane, "
        "błędne dane, błędny kod, błędny kod pocztowy, brak numeru mieszkania, "
        "brak numeru lokalu, niewłaściwe dane, niepełne dane, skrytka pełna, "
        "skrzynka przepełniona, nieczytelny adres"
    ),
    "attempt": (
        "próba, próby, próbę, próba doręczenia, podjęto próbę, awizo pozostawiono, "
        "pozostawiono awizo, kolejna próba, próbowaliśmy, próbował"
    ),
    "fail": (
        "nie mieści się, za duża, uniemożliwił, pogoda, nie doszło, nieudan*, "
        "nieudana, nieudane, niemożliwe, niedoręczona, niedoręczono, nie można, "
        "nie udało się, bezskuteczna, bezskutecznie, niepowodzeniem, "
        "nie powiodło się, nie powiodła się, niedoręczalna, nie doręczono, "
        "niemożność, niemożliwa, nieudany, problem, nie udała się, brak możliwości, "
        "nieskuteczna, niepowodzenie, niedostarczona, nieudanej, niedoręczenie, "
        "nieskuteczne, nie mogła, nie mógł, nie mogło, nie mogliśmy, nie zdołano, "
        "nie zdołaliśmy, nie doszła do skutku, nie doszło do, nie dostarczono, "
        "nie została doręczona, nie zostało doręczone, niedoręczony, niedostarczony, "
        "niezrealizowana, niezrealizowane, przeszkoda, niezrealizowany, "
        "bez powodzenia"
    ),
    "out": (
        "w samochodzie, w aucie kuriera, na trasie, druga trasa, listonosz w drodze, "
        "kurier ma, jedzie do, w drodze do klienta, w drodze do adresata, "
        "w drodze do punktu, w drodze do paczkomatu, przekazana do doręczenia, "
        "przekazano do doręczenia, wydana do doręczenia, wydano do doręczenia, "
        "w doręczeniu, wydana kurierowi, wydana kurierowi do doręczenia, "
        "kurier w drodze, kurier jest w drodze, w trakcie doręczenia, u kuriera, "
        "do doręczenia, w doręczaniu, w drodze do odbiorcy, w drodze do ciebie, "
        "załadowana do pojazdu kuriera, kurier wyruszył, w trakcie doręczania, "
        "przekazana kurierowi, przekazano kurierowi, wyruszył do odbiorcy, "
        "w samochodzie kuriera, przekazana listonoszowi, "
        "dostawa doręczenie jedzie do odbiorcy, jest doręczana, na trasie doręczeń, "
        "w dostawie, przekazana do kuriera, wydano kurierowi, przekazana do dostawy, "
        "w trasie, jedzie do ciebie, wyjechała do odbiorcy, u doręczyciela, "
        "wydana doręczycielowi, wydana do dostawy doręczymy, kurier dostarczy dziś, "
        "dostawa dzisiaj, doręczenie dzisiaj, dostawa dziś, doręczenie dziś"
    ),
    "ready": (
        "czeka na odbiór, gotowa do odbioru, do odbioru, oczekuje na odbiór, "
        "awizowana, awizowano, awizo, gotowy do odbioru, można odebrać, "
        "czeka na odbiorcę, awizowany, oczekuje w placówce, możesz odebrać, "
        "czeka w paczkomacie, kod odbioru, oczekuje na odbiorcę, do odebrania, "
        "czeka w punkcie, prosimy odebrać, proszę odebrać, powtórne awizo, "
        "pozostawiono w placówce, gotowe do odbioru, czeka na ciebie, "
        "odbiór w punkcie, czeka w punkcie odbioru, oczekuje w punkcie, "
        "czeka w placówce, czeka na poczcie, oczekuje w paczkomacie, "
        "oczekuje w automacie, czeka na klienta, awizo powtórne, "
        "pozostawiona do odbioru, do podjęcia, czeka w skrytce, dostępna do odbioru, "
        "można ją odebrać, do wydania w punkcie"
    ),
    "hold": (
        "zaplombowana, plomba, zatrzyman*, wstrzyman*, zatrzymana, zatrzymano, "
        "zatrzymany, wstrzymana, wstrzymano, zablokowana, przetrzymywana, "
        "zatrzymanie, zatrzymaną, wstrzymanie, zablokowano, zatrzymała, zatrzymał, "
        "wstrzymał, wstrzymała, zablokowany, zabezpieczona, zabezpieczono, utknęła, "
        "utknął"
    ),
    "inspect": (
        "kontroli, kontrola, kontroli celnej, kontrola celna, rewizja, rewizji, "
        "inspekcja, skontrolowana, weryfikacja celna, sprawdzana przez, kontrolę, "
        "inspekcji, rewizję"
    ),
    "clear": (
        "przeszła kontrolę, dopuszczona, zwolniona, zwolniono, odprawiona, "
        "odprawa celna zakończona, zakończono odprawę, odprawa zakończona, "
        "zakończenie odprawy, dopuszczona do obrotu, zwolniony, odprawiono, "
        "zwolnienie, po odprawie celnej, odprawa celna ukończona, zwolniła, "
        "kontrola zakończona, odprawiony, zakończona odprawa, przeszła odprawę, "
        "bez zastrzeżeń, zwolnił, zakończono, odprawa celna zrealizowana, "
        "odprawa została zakończona, odprawa celna została zakończona, "
        "kontrola celna zakończona, kontrola celna zakończona bez uwag, "
        "rewizja zakończona, kontrola zakończona bez uwag, bez nieprawidłowości, "
        "wydana przez urząd celny, przeszła kontrolę celną, odprawiona celnie, "
        "po odprawie, odprawiona przez, odprawa ukończona, dopuszczono"
    ),
    "pay": (
        "opłacone, opłacono, zapłacone, uiszczone, zapłacono, opłacona, uiszczono, "
        "opłacony, zapłacony, uregulowano"
    ),
    "arrive": (
        "dotarła, dotarł, dotarło, przybyła, przybył, nadejście, przybycie, "
        "nadeszła, weszła, wpłynęła, przyjechała, trafiła, dotarcie, wprowadzona, "
        "doszła, przywieziona, nadeszło, nadszedł, wjechała, dojechała, dotarły, "
        "przypłynął, przypłynęła, przyleciał, przyleciała, rozładowana w porcie, "
        "przybyło, wpłynął, zawinął"
    ),
    "land": "wylądował, wylądowała, lądowanie, samolot przyleciał",
    "depart": (
        "opuściła, opuścił, wystartował, wysłana, wysłano, wyekspediowana, wyjście, "
        "odleciał, wyjechała, wyjazd, wyruszyła, odlot, wylot, odjechała, wysłany, "
        "wysłanie, wyeksportowana, wysłana z, wyszła, odeszła, start samolotu, "
        "ekspedycja, wypłynął, wypłynęła, odpłynął, wyleciała, wyleciał, poleciała, "
        "opuszcza, wysłana do kraju przeznaczenia, w drodze do kraju przeznaczenia, "
        "w drodze do polski, w drodze na lotnisko, lot rozpoczęty, opuszczenie, "
        "ekspediowana, wyekspediowano"
    ),
    "load": "załadowan*, załadowana, załadowano, załadunek, załadowany",
    "transit": (
        "tranzyt, tranzycie, przeładunek, przeładunku, międzylądowanie, w tranzycie, "
        "dubaju, dubaj, doha, stambuł, stambule, ałmaty, moskwa, moskwie, singapur, "
        "singapurze, seul, tokio, bangkok, kazachstan, kazachstanie"
    ),
    "process": (
        "skan, posortowana, sortowanie, sortowana, przetwarzana, ważenie, zważona, "
        "zeskanowana, przetworzona, sortowaniu, obsługa, opracowanie, przetwarzanie, "
        "rozładowana, w trakcie sortowania, skanowanie, przepakowana, spakowana, "
        "zmierzona, przepakowano, przesortowana, rozsortowana, przyjęcie w sortowni, "
        "zarejestrowana w sortowni, rejestracja w, obsługiwana, opracowana, "
        "procesowana, w opracowaniu, zeskanowano, sortuje, wyładowana"
    ),
    "forward": (
        "w drodze, skierowana, przesłana, przekierowana, transport, transportowana, "
        "w transporcie, przesłano, wysłana dalej, przewożona, przesyłana, "
        "przemieszczana, przekierowano, dosłanie, dosłana, jedzie, w podróży, "
        "przemieszcza, wysłana do właściwego, przekazana dalej, podróżuje, "
        "kontynuuje, dalej, przesłane, przewieziona do, kierowana"
    ),
    "store": (
        "znajduje się, pozostaje, przechowywana, leży, magazynowana, jest w, nadal, "
        "składowana, przebywa, obecnie w"
    ),
    "create": (
        "utworzona, utworzono, wygenerowana, przygotowana, przygotowano, "
        "przygotował, wydrukowana, przygotowuje, przygotowywana, przygotowała, "
        "utworzył, wystawiona, wygenerowano, przygotowanie, w przygotowaniu, "
        "przygotowany, stworzono"
    ),
    "order": (
        "jeszcze u nadawcy, jeszcze u sprzedawcy, nie otrzymano jeszcze, "
        "jeszcze nie otrzymaliśmy, czekamy na paczkę, nie przekazał jeszcze, "
        "jeszcze nie przekazana, zarejestrowana, zarejestrowano, zapowiedziana, "
        "informacja o przesyłce, informację o przesyłce, dane przesyłki, "
        "dane o przesyłce, elektronicznie, zgłoszona, zlecenie, zlecenie odbioru, "
        "nie została jeszcze nadana, jeszcze nie nadana, oczekuje na nadanie, "
        "czeka na nadanie, dane elektroniczne, awizacja, zamówiono kuriera, podjazd, "
        "zlecono odbiór, otrzymano dane, przyjęto zlecenie, zlecenie przyjęte, "
        "oczekuje na przekazanie, nie przekazano jeszcze, nie otrzymaliśmy jeszcze, "
        "zarejestrowany, informacja elektroniczna, prezawiadomienie, prealert, "
        "w oczekiwaniu na nadanie, nadawca zgłosił, nienadana, nienadany, "
        "jeszcze nienadana, jeszcze nie nadany, nie nadana, czeka u nadawcy, "
        "czeka u sprzedawcy, nadawca przygotowuje, sprzedawca przygotowuje, "
        "oczekuje u nadawcy, zamówiony kurier, zamówiono odbiór, zamówiono podjazd, "
        "zaplanowano odbiór od nadawcy, odbiór od nadawcy zaplanowany, "
        "dane otrzymane, otrzymaliśmy dane, otrzymaliśmy informację, nieprzekazana, "
        "jeszcze nieprzekazana, niezapakowana, pakowana przez nadawcę, "
        "pakowana przez sprzedawcę, czekamy na przesyłkę, czekamy na przekazanie"
    ),
    "misroute": (
        "błędnie skierowana, błędnie przesłana, źle posortowana, błędne sortowanie, "
        "zły oddział, błędny oddział, niewłaściwy oddział, błąd sortowania, "
        "mylnie skierowana, źle skierowana, niewłaściwej osobie, złego oddziału, "
        "błędnego oddziału"
    ),
    "delay": "opóźniona, opóźnienie, opóźniony, przełożona, opóźnieniem, opóźni",
    "done": (
        "po zakończeniu, koniec, potwierdzon*, zakończona, zakończone, zakończony, "
        "ukończona, zrealizowana, potwierdzona, pomyślnie, udana, potwierdzono, "
        "skutecznie, zrealizowano, zrealizowane, uznana, udane, ostatecznie"
    ),
    "begin": (
        "rozpoczęta, rozpoczęto, w trakcie, trwa, rozpoczęcie, wszczęto, w toku, "
        "zgłoszenie, rozpoczęła, rozpoczął, rozpoczęło, rozpoczyna, uruchomiono, "
        "otwarto, zaczęła, rozpoczęte, zgłoszona do odprawy"
    ),
    "intercept": (
        "przechwycona, przechwycono, przechwycenie, zatrzymana na prośbę nadawcy, "
        "zatrzymana na życzenie nadawcy"
    ),
    "noinfo": (
        "brak wpisów, numer nie istnieje, nic nie wiadomo, brak zdarzeń, brak "
        "informacji, brak danych, numer nieznany, nie znaleziono, nieznany numer, "
        "brak wyników, nie ma informacji, nie ma danych, brak statusu, brak przesyłki "
        "w systemie, nie ma jeszcze informacji, brak jeszcze informacji"
    ),
    "wait": (
        "oczekuje, czeka, oczekiwanie, oczekująca, oczekujemy, w oczekiwaniu, czekamy"
    ),
    "missing": (
        "brak, brakuje, brakujące, niekompletne, niepełne, brakujących, niejasne, "
        "brak faktury, brak dokumentów, niedostarczone, nieczytelne, "
        "nie dostarczono dokumentów"
    ),
    "need": (
        "wymagane, wymagana, potrzebne, konieczne, należy, musi dostarczyć, "
        "prosimy o, wymaga, trzeba, konieczna, musi opłacić, do zapłaty, musi, "
        "nieopłacone, oczekuje na dokumenty, nie będzie opłacone, wymagany, "
        "należy dostarczyć, należy opłacić, nieuregulowane, do uregulowania, "
        "wymagają, domaga się, żąda dokumentów, żąda faktury, potrzebuje"
    ),
    "buyer": (
        "odbiorca, odbiorcą, odbiorcę, adresat, adresata, klient, klienta, kupujący, "
        "odbiorczyni, adresatka, kupującego, ciebie, adresatem, do rąk własnych"
    ),
    "buyer to": "odbiorcy, adresatowi, klientowi, kupującemu, odbiorczyni, do rąk",
    "neighbour": (
        "sąsiad, sąsiada, sąsiadka, sąsiadkę, domownik, domownika, portier, "
        "recepcja, recepcji, recepcję, portierni, portiernia, ochrona, ochrony, "
        "ochronę, rodzina, rodziny, sąsiadów, dozorcy, dozorca, współlokator, "
        "współpracownik, sekretariat, sekretariacie, sekretariatu, członka rodziny, "
        "mąż, żona, męża, żonę, portiera, pełnomocnik, pełnomocnika, "
        "dorosły domownik, kancelarii, sąsiadki, sąsiadem, sąsiedzi, córka, syn, "
        "matka, ojciec, rodzice, brat, siostra, babcia, dziadek, córkę, syna, matkę, "
        "recepcjonistka, recepcjonista, portierce, ochroniarz, ochroniarza, "
        "sekretarka, pracownik firmy, pracownik recepcji, osoba upoważniona, "
        "osoba dorosła, domowników, współmałżonek, gospodarz domu, stróż, konsjerż, "
        "kolega, koleżanka, pracownik ochrony, sprzątaczka, lokator, współmieszkaniec"
    ),
    "neighbour to": (
        "sąsiadowi, sąsiadce, domownikowi, portierowi, dozorcy, członkowi rodziny, "
        "pracownikowi, ochronie, współlokatorowi, mężowi, żonie, "
        "osobie upoważnionej, pełnomocnikowi, ochroniarzowi, konsjerżowi, "
        "pracownikowi firmy, recepcjonistce, recepcjoniście, córce, synowi, matce, "
        "ojcu, bratu, siostrze, rodzicom, sąsiadom, sekretarce, domownikom, koledze, "
        "koleżance, rodzinie, dozorczyni, gospodarzowi, osobie dorosłej, "
        "osobie zamieszkałej, pracownikowi recepcji, pracownikowi ochrony, "
        "konsjerżce, babci, dziadkowi, strażnikowi"
    ),
    "box": (
        "skrzynce, skrzynki, skrzynka, skrzynkę, skrzynce pocztowej, "
        "skrzynki pocztowej, skrzynce odbiorczej, drzwiami, drzwi, garażu, "
        "pod drzwiami, umówionym miejscu, bezpiecznym miejscu, wskazanym miejscu, "
        "ustalonym miejscu, garaż, tarasie, ogrodzie, werandzie, miejscu wskazanym, "
        "miejscu uzgodnionym, skrytce pocztowej, altanie, altana, schowku, ganku, "
        "podwórku, balkonie, wycieraczce, klatce schodowej, oddawczej, "
        "skrzynce oddawczej, skrzynki oddawczej, skrzynki na listy, "
        "skrzynce na listy, pod bramą, domku ogrodowym, szopie, wiacie, "
        "miejscu bezpiecznym, miejscu ustalonym, progu, pod wskazanym, "
        "pojemniku na paczki, za bramą, za furtką"
    ),
    "shop": (
        "kiosk, stacja benzynowa, stacji benzynowej, stacji, supermarkecie, okienku, "
        "skrytkę, automatu paczkowego, orlen paczka, lewiatan, punkt, punktu, "
        "punkcie, punkcie odbioru, punktu odbioru, paczkomat, paczkomacie, "
        "paczkomatu, placówce, placówki, placówce pocztowej, automacie, automatu, "
        "automat paczkowy, automacie paczkowym, urzędzie pocztowym, "
        "urzędu pocztowego, poczcie, pop, żabka, żabce, sklepie, kiosku, skrytce, "
        "skrytki, punktem, placówkę, automat, urząd pocztowy, salonie, parcelshop, "
        "pickup, paczkomaty, paczkomatem, punktowi, punktach, automacie dhl, "
        "dhl pop, dpd pickup, gls parcelshop, stacji orlen, kioskowi, kioskiem, "
        "urzędzie pocztowym nr, placówce partnerskiej, placówki partnerskiej, "
        "ajencji pocztowej, agencji pocztowej, filii urzędu pocztowego, "
        "filii pocztowej, skrytka pocztowa, punktu dhl, one box, box paczkowy, "
        "automatach, allegro one box, one punkt, appkomat, salonie prasowym, "
        "inmedio, okienka, okienko, punkt odbioru, placówka"
    ),
    "airline": (
        "linia lotnicza, linii lotniczej, linie lotnicze, liniom lotniczym, "
        "przewoźnik lotniczy, przewoźnikowi lotniczemu, linię lotniczą, "
        "przewoźnika lotniczego, agent handlingowy, cargo"
    ),
    "plane": (
        "samoloty, loty, samolot, samolotu, lot, lotu, samolotem, pociąg, statek, "
        "rejs, lotem"
    ),
    "airport": (
        "lotnisko, lotnisku, lotniska, port lotniczy, terminal, portu, terminalu, "
        "port, porcie"
    ),
    "customs": (
        "granica, granicy, urząd celny, urzędu celnego, urzędzie celnym, odprawa, "
        "odprawy, odprawie, odprawę, celna, celnej, celny, celne, celnego, celną, "
        "odprawa celna, odprawy celnej, odprawie celnej, odprawę celną, "
        "służba celna, służby celne, agencja celna, kas, organ celny, celnych, "
        "urzędowi celnemu, celnik, celnicy, agencji celnej, urząd celno skarbowy, "
        "urzędu celno skarbowego, służbę celną, służby celnej, celników, "
        "kontrolę celną, odprawą, agencję celną, celnika, izba celna, izbie celnej, "
        "skład celny, składzie celnym, oddział celny, oddziału celnego, "
        "oddziale celnym, odprawy importowej, organy celne"
    ),
    "duty": (
        "cło, cła, podatek, podatki, należności, opłaty celne, należności celne, "
        "vat, opłaty, podatku"
    ),
    "depot": (
        "hala, sieci, rozdzielczym, sortownia, sortowni, sortownię, oddział, "
        "oddziale, oddziału, oddziałowi, centrum, centrum logistyczne, "
        "centrum dystrybucji, centrum logistycznym, terminal kuriera, "
        "magazyn lokalny, filia, filii, oddział kuriera, oddziale kuriera, "
        "oddziału kuriera, węzeł ekspedycyjny, węzła, wer, węźle, rozdzielnia, "
        "rozdzielni, jednostka doręczająca, jednostce, jednostki, "
        "centrum operacyjne, bazie, baza, depot, hub, hubie, sortowniach, "
        "urząd doręczający, urzędzie doręczającym, placówce doręczającej, "
        "lokalnym oddziale, centrali, terminalu kuriera, urzędzie, sortowniom, "
        "sortownie, sortowniami, węzeł, oddziałach, oddziałem, magazyn kuriera, "
        "terminalowi, centrum rozdzielcze, centrum sortowania, centrum przesyłek, "
        "regionalnym oddziale, regionalny oddział, regionalnego oddziału, "
        "oddziałem doręczającym, oddziale doręczającym, oddział doręczający, "
        "oddziału doręczającego, jednostka doręczeń, urzędzie oddawczym, "
        "placówka oddawcza, placówce oddawczej, węźle ekspedycyjnym, hubu, hubem, "
        "sortownią, bazy, centrum kurierskie, filia kuriera"
    ),
    "warehouse": "magazyn, magazynie, magazynu",
    "home": (
        "magazyn zwrotów, magazynie zwrotów, centrum zwrotów, magazynu zwrotów, "
        "centrum zwrotu, dział zwrotów, dziale zwrotów, działu zwrotów, "
        "centrum obsługi zwrotów, magazynem zwrotów, centrów zwrotów"
    ),
    "carrier": (
        "poczta, poczty, poczta polska, poczty polskiej, poczcie polskiej, dpd, dhl, "
        "gls, ups, inpost, fedex, hermes, przewoźnik, przewoźnika, przewoźnikowi, "
        "partner, partnera, partnerowi, firma kurierska, firmie kurierskiej, lokalny "
        "przewoźnik, przewoźnikiem, operator, operatora, operatorowi, agent, agenta, "
        "agentowi, spedytor, spedytorowi, lokalnemu przewoźnikowi, orlen, firmy "
        "kurierskiej, pocztex, podwykonawcy, podwykonawca, firmie transportowej, "
        "ostatnia mila, geis, meest, partnerem, partnerowi lokalnemu, partner "
        "lokalny, firma transportowa, firmę kurierską, firmą kurierską, przewoźnik "
        "lokalny, operator pocztowy, operatorowi pocztowemu, poczcie węgierskiej, "
        "poczcie niemieckiej, pocztę, inpostowi, orlen paczka kurier, gls poland, dpd "
        "polska, dhl parcel, podmiot doręczający, magyar posta, hrvatska posta, posta "
        "slovenije, slovenska posta, ceska posta, bulgarian posts, latvijas pasts, "
        "lietuvos pastas, eesti post, omniva, elta, maltapost, cyprus post, posti, "
        "postnord, an post, posta romana, post luxembourg, bpost, postnl, post nl, "
        "colis prive, relais colis, mondial relay, dhl ecommerce, dhl express, fan "
        "courier, sameday, speedy, econt, budbee, instabox, matkahuolto, itella, "
        "trunkrs, packeta, zasilkovna, foxpost, venipak, ppl, evri, yodel, tnt, brt, "
        "sda, seur, mrw, ctt, correos, nacex, chronopost, colissimo, geodis, dachser, "
        "db schenker, asendia, landmark global, spring gls, gel express, trans o "
        "flex, amazon logistics, poste italiane, royal mail, swiss post, austrian "
        "post, deutsche post, firmę doręczającą, firma doręczająca, firmie "
        "doręczającej"
    ),
    "courier": (
        "kurier, kuriera, kurierowi, listonosz, listonosza, listonoszowi, kurierem, "
        "doręczyciel, doręczyciela, doręczycielowi, kierowca, kierowcy, kierowcę, "
        "kurierka, kierowcą, listonoszka, doręczycielką, kurierzy, listonoszem, "
        "kurierce, kuriera doręczającego"
    ),
    "sender": (
        "nadawca, nadawcę, sprzedawca, sprzedawcę, nadawcą, sklep internetowy, "
        "sprzedający, sprzedawcą, zleceniodawca, sprzedającego, "
        "sklepu internetowego, sprzedającą, producent, fabryka, dostawca towaru, "
        "sklep nadawcy, firma wysyłająca, pierwotny nadawca"
    ),
    "sender to": (
        "nadawcy, sprzedawcy, sprzedającemu, sklepowi, zleceniodawcy, "
        "pierwotnemu nadawcy, producentowi, dostawcy towaru, nadawczyni, nadawcom"
    ),
    "vehicle": "pojazd, pojazdu, pojeździe, samochód, samochodzie, samochodu",
    "export": (
        "eksport, eksportowa, eksportową, eksportowej, wywóz, wywozowa, eksporcie, "
        "wywozowej, eksportowy"
    ),
    "import": "import, importowa, importowej, przywóz, importową, importowy",
    "origin": (
        "kraj nadania, kraju nadania, kraj pochodzenia, kraju pochodzenia, "
        "kraj wysyłki, kraju wysyłki, nadania"
    ),
    "china": (
        "chiny, chin, chinach, shenzhen, guangzhou, yiwu, dongguan, hangzhou, "
        "shanghai, ningbo, xiamen, zhengzhou, hongkong, hongkongu, hong kong, pekin, "
        "szanghaj, szanghaju, kanton, pekinie, chengdu, wuhan, chongqing, qingdao, "
        "kantonie"
    ),
    "dest": (
        "kraj przeznaczenia, kraju przeznaczenia, kraj docelowy, kraju docelowego, "
        "kraju docelowym, miejsce przeznaczenia, lotniska docelowego, "
        "kraju odbiorcy, kraj odbiorcy"
    ),
    "abroad": (
        "polska, polsce, polski, europa, europy, europie, niemcy, niemczech, "
        "niemiec, warszawa, warszawie, warszawy, lipsk, lipsku, liege, frankfurt, "
        "frankfurcie, budapeszt, unii europejskiej, ue, czechy, czechach, belgii, "
        "francji, hiszpanii, włoch, holandii, austrii, duisburgu, katowicach, "
        "lipska, frankfurtu, warszawę, berlina, berlin, europejskiej, liège, paryża, "
        "paryżu, wiednia, wiedniu, amsterdamu, węgier, węgrzech, hamburga, "
        "małaszewicz, małaszewiczach, duisburga"
    ),
    "inward": "urząd wymiany, urzędu wymiany, urzędzie wymiany, wymiany",
    "outward": "nadawczy urząd wymiany, zagraniczny urząd wymiany",
    "paper": (
        "etykieta, etykietę, etykiety, powiadomienie, sms, e mail, email, wiadomość, "
        "zdjęcie, potwierdzenie, potwierdzenie odbioru, podpis, list przewozowy, "
        "kartka, zawiadomienie, awizo w skrzynce, awizo do skrzynki, powiadomienia, "
        "zwrot pieniędzy, pieniądze, pobranie, kwota, prośba, reklamacja, waga, "
        "termin, nalepka, dowód doręczenia, ankieta, wniosek, pismo, zwrot kosztów, "
        "doręczono awizo, reklamację, avizo, pokwitowanie, faktura kopia, kod, "
        "wezwanie, zwrot środków, numer"
    ),
    "docs": (
        "licencja, zezwolenie, numer eori, pozwolenia, dokumenty, dokument, faktura, "
        "faktury, fakturę, dokumentów, dokumentacja, dokumentu, papierów, "
        "dokumentacji"
    ),
    "data": "dane, informacja, informacje, informacji, informację, danych",
    "packaging": "opakowanie, karton, opakowania, kartonu",
    "item": (
        "przesyłka, przesyłki, przesyłkę, paczka, paczki, paczkę, przesyłką, towar, "
        "towaru, towary, artykuł, zawartość, zamówienie, list, przesyłek, "
        "zwróconą paczkę, paczką, paczce, zawartości, kontener, ładunek"
    ),
    "place": (
        "kraju, kraj, kraje, miasto, miasta, region, regionu, adres, adresu, "
        "systemie, system, rejonu, rejon, firma, firmie, hotel, biuro, miejscowości"
    ),
    "not": "nie, bez, żaden, żadna, ani, nigdy, zamiast, nic, żadnej",
    "notyet": (
        "jeszcze nie, nie została jeszcze, nie został jeszcze, nie zostało jeszcze, "
        "dotąd nie, wciąż nie, nadal nie, nie jest jeszcze, jeszcze się nie, "
        "się jeszcze nie, jeszcze nie została, jeszcze nie został, "
        "jeszcze nie zostało, jeszcze nie jest, dotychczas nie, do tej pory nie"
    ),
    "nobody": "nikt, nikt nie, nie podjęto w terminie, niepodjęta w terminie, nikomu",
    "nolonger": "już nie, nie jest już, przestała być",
    "will": (
        "będzie, będą, zostanie, zostaną, planowane, planowana, planowany, "
        "planujemy, jutro, przewidywana, przewidywane, przewidywany, wkrótce, "
        "spodziewana, następny, następnym, następnego, najbliższym, oczekiwany, "
        "oczekiwana, zamierza, niebawem, przed, gdy, kiedy, zanim, dopóki, aż, "
        "ma być, ma zostać, w ciągu, najpóźniej, pojutrze, zaplanowano, zaplanowana, "
        "zaplanowane, nastąpi, doręczymy, dostarczymy, prognozowana, szacowana, "
        "szacowany, poniedziałek, wtorek, środę, czwartek, piątek, sobotę, docelowo, "
        "w planie, kolejny, powinna, powinien, powinno, zwrócimy, odeślemy, "
        "termin doręczenia, celem, musi zostać, musi być, skoro"
    ),
    "wish": (
        "prosi, poprosił, życzy, chce, zażądał, życzenie, prośbę, wybrał, wnioskuje, "
        "zlecił, prośba o, żąda, na życzenie, na prośbę, wnioskował, poprosiła, "
        "wybrano, chciałby, dyspozycja, zadysponował, proszę, prosimy, oby, liczymy, "
        "mamy nadzieję, wniósł"
    ),
    "if": (
        "jeśli, jeżeli, w przypadku, chyba że, w razie, inaczej, pod warunkiem, "
        "może, mogą, możliwe, można, czy, o ile, gdyby, mogłaby, mógłby, "
        "w innym przypadku, inaczej zostanie, ewentualnie, byłaby, byłby, by, "
        "nieodebrana w ciągu, nieodebranie, w przypadku nieodebrania, "
        "w razie nieodebrania, bez zapłaty, bez odpowiedzi, bez dokumentów, "
        "pod rygorem, mogła, mógł, mogło"
    ),
    "maybe": (
        "szukana, poszukuje, prawdopodobnie, być może, podejrzenie, przypuszczalnie, "
        "rzekomo, poszukiwana, poszukiwanie, poszukiwania, dochodzenie, wyjaśniana, "
        "wyjaśnianie, weryfikacja, weryfikowana, sprawdzana, sprawdzanie, zapewne, "
        "chyba, niepotwierdzona, potencjalnie, wyjaśnienia, wyjaśnieniu, szukamy, "
        "przykład, przykładowy, test, wzór, domniemane, sprawdzamy"
    ),
    "said": (
        "według, twierdzi, zgłosił, zgłasza, zdaniem, zaprzecza, kwestionuje, "
        "oznaczona, oznaczona jako, oznaczono jako, podaje, mówi, mimo, chociaż, "
        "choć, zgłoszono, reklamuje, informuje, że, oznaczony, oświadczył, jako"
    ),
    "wrong": (
        "poprawiony, poprawiona, poprawiono, omyłkowo, błędnie, pomyłkowo, "
        "przez pomyłkę, błąd, błędu, nieprawidłowo, pomyłka, korekta, skorygowano, "
        "mylnie, niewłaściwie, fałszywie, przedwcześnie, błędny, błędna, błędne, "
        "nieprawidłowy, poprawka, sprostowanie, nieprawidłowa, pomyłki, omyłka, "
        "nieprawdziwy, nieważne"
    ),
    "cancel": (
        "anulowano, anulowana, anulowany, anulowanie, wycofano, wycofana, cofnięto, "
        "odwołano, odwołana, cofnięta, anulowane, usunięto, wycofany, unieważniono"
    ),
    "ask": "pytanie, do wyjaśnienia, do potwierdzenia",
    "part": (
        "częściowo, część, częściowa, jedna z, uszkodzona, uszkodzony, pusta, puste, "
        "jeden z, reszta, pozostałe, niekompletna dostawa, uszkodzono, niekompletna"
    ),
    "promise": (
        "gwarancja, opcja, okno czasowe, zmiana adresu, zmianę adresu, data, tryb, "
        "termin, sposób, zmianie adresu"
    ),
    "decided": "zarządzono, zdecydowano, nakazano, nakazali, nakazał, zarządzili",
    "to": "do, dla, ku, na ręce",
    "by": "przez",
    "from": "od, z, ze",
    "at": "na, u, pod, przy, obok, za, przed drzwiami",
    "with": "wraz",
    "and": "i, oraz, a",
    "but": "ale, lecz, jednak, więc, dlatego",
    "fill": (
        "pożarze, wypadku, pierwsza, ostatecznie, oficjalnie, całkowicie, znowu, dwa, "
        "domu, bezpiecznie, prawidłowo, została, zostało, został, jest, była, był, "
        "było, są, twoja, twoją, twój, państwa, nasz, nasza, naszego, naszym, się, "
        "to, wczoraj, już, teraz, dnia, godz, godzinie, o, o godzinie, dziękujemy, "
        "dziękujemy za, za podpisem, bez podpisu, właśnie, osobiście, lokalny, "
        "lokalna, lokalnego, lokalnym, lokalnemu, pan, pani, pana, im, swoją, swój, "
        "własny, terminie, w terminie, docelowy, docelowe, docelowym, również, "
        "innego, innym, ponownie, ten, ta, tej, jego, jej, ona, on, blisko, "
        "pocztowej, polskiej, stycznia, lutego, marca, kwietnia, maja, czerwca, "
        "lipca, sierpnia, września, października, listopada, grudnia, ok, "
        "skorzystanie, usług, z naszych, naszych, imię, tu, tam, dobrym, stanie, "
        "zgodnie, rano, na życzenie nadawcy, na prośbę nadawcy, na życzenie klienta, "
        "pod nadzorem, porzucona, porzucony, porzuconą, na prośbę sprzedawcy, na "
        "życzenie sprzedawcy, na życzenie odbiorcy, na prośbę odbiorcy, na zlecenie "
        "nadawcy, na zlecenie sprzedawcy, na polecenie nadawcy, przy drugiej próbie, "
        "za drugim razem, przy kolejnej próbie, w drugiej próbie, za trzecim razem, "
        "odszkodowanie, odszkodowanie zostanie wypłacone, wypłata odszkodowania, "
        "wypłacono odszkodowanie, kontrola bezpieczeństwa, kontroli bezpieczeństwa, "
        "po kontroli bezpieczeństwa, bez uwag, nienaruszona, następnie, potem, "
        "wreszcie, dni, dzień, tego, także, końcu, panu, państwu, szanowni, wybrany "
        "przez odbiorcę, wybrane przez odbiorcę, wybranym przez odbiorcę, usługi, z "
        "usługi, z usług, nie przeszła kontroli bezpieczeństwa, nie przeszedł "
        "kontroli bezpieczeństwa, komisyjnie, protokolarnie"
    ),
    "after": "do dnia, po",
    "today": "dziś, dzisiaj",
    "take collect": (
        "odebrana, odebrano, odebrał, odebrała, odebrany, odebrane, wyjęta, wyjął, "
        "podjęta"
    ),
    "origin airport": "lotnisko nadania, lotnisko wylotu, lotnisku nadania",
    "dest airport": "lotnisko docelowe, lotnisku docelowym, lotniska docelowego",
    "done over": (
        "poszukiwania zakończone, dochodzenie zakończone, poszukiwanie zakończone, "
        "po poszukiwaniach, po dochodzeniu, poszukiwania bez skutku, "
        "poszukiwania bez rezultatu, poszukiwania zakończono, "
        "dochodzenie zakończono, po bezskutecznych poszukiwaniach, "
        "poszukiwania nie przyniosły, reklamacja zakończona"
    ),
    "hold customs": "zajęta, zajęto, skonfiskowana, zarekwirowana, skonfiskowano",
    "destroy noun": (
        "zniszczenie, zniszczenia, zniszczyć, utylizacja, utylizacji, zniszczeniu"
    ),
    "lose noun": (
        "zaginięcie, zaginięcia, utrata, utraty, kradzież, zagubienie, zagubienia"
    ),
    "take accept": (
        "przyjęta, przyjęto, przyjęty, przyjęte, przyjęcie, przyjął, przyjęła"
    ),
    "at in": "w, we",
    "status": "status, poprzedni status, ostatni status",
    "take origin": "nadana, nadano, nadany, nadane, nadał, nadała",
    "delay plane": (
        "lot odwołany, brak miejsca, lot opóźniony, opóźnienie lotu, lot przełożony, "
        "odwołany lot, opóźniony lot, rejs odwołany, brak miejsca w samolocie, "
        "wyładowana z samolotu"
    ),
    "return arrive came": (
        "wróciła, wrócił, wróciło, powróciła, powrócił, powróciło, wróciły, "
        "jest z powrotem, z powrotem u, z powrotem w"
    ),
    "return reverse": (
        "przesyłka zwrotna, przesyłki zwrotnej, przesyłkę zwrotną, "
        "zwracana przesyłka, zwrócona przesyłka, paczka zwrotna, paczkę zwrotną, "
        "zwroty, paczki zwrotnej"
    ),
    "return paper": (
        "etykieta zwrotna, etykietę zwrotną, etykiety zwrotnej, list zwrotny, "
        "formularz zwrotu, kod zwrotu, numer zwrotu, zgłoszenie zwrotu, "
        "zlecenie zwrotu"
    ),
    "collect nobody take": (
        "nieodebrana, nieodebrany, nieodebrano, nieodebrane, nie odebrano, "
        "nie odebrał, nie została odebrana, nie podjęto, niepodjęta"
    ),
    "need duty": (
        "nieopłacone cło, cło nieopłacone, nieopłacone należności, nieopłacony podatek"
    ),
    "at_customs": "pod nadzorem celnym, pod dozorem celnym",
    "return cancel": (
        "zwrot wstrzymany, zwrot wstrzymano, zwrot zatrzymany, zwrot przerwany"
    ),
    "because": "ponieważ, gdyż, z powodu, bo, wskutek, na skutek",
    "wait decided": "decyzja o zwrocie, decyzję o zwrocie, decyzji o zwrocie",
    "customs export": "cło eksportowe, cła eksportowego, celny eksportowy",
    "customs begin": (
        "przedstawiona do kontroli celnej, przedstawiono do kontroli celnej, "
        "przedstawiona do odprawy celnej, zgłoszona do odprawy celnej, zgłoszono do "
        "odprawy celnej"
    ),
}
