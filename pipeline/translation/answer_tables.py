"""What is said whole, what begins what is said, and what ends it: in Catalan, Spanish and English."""

from __future__ import annotations

#: Catalan | Spanish | English. Before "/": what is written; after it: what else is said for it.
WHOLE = """
    sí | sí | yes/yeah/yep
    no | no | no/nope
    sí que ho és | sí que lo es | yes, it is
    sí, i tant | sí, claro que sí | yes, of course
    és clar/clar/és clar que sí/clar que sí | claro/claro que sí/por supuesto | of course/sure
    és clar que no/clar que no | claro que no/por supuesto que no | of course not
    i tant/i tant que sí/i tant que ho és | desde luego/ya lo creo | absolutely
    d'acord/val/vale/entesos/molt bé, d'acord | vale/de acuerdo | all right/okay/OK
    potser/potser sí/pot ser/tal vegada | quizá/quizás/tal vez/a lo mejor/puede ser | maybe/perhaps
    potser no | quizá no/quizás no | maybe not
    exacte/exactament | exacto/exactamente | exactly
    això mateix/això | eso mismo/eso es | that's it
    efectivament | efectivamente | indeed
    correcte | correcto | right
    depèn | depende | it depends
    segur/segur que sí/de segur | seguro/seguro que sí | for sure/surely
    segur que no | seguro que no | surely not
    mai/mai de la vida | nunca/jamás | never
    mai més | nunca más | never again
    sempre | siempre | always
    a vegades/de vegades/a voltes | a veces | sometimes
    gens/gens ni mica | nada de nada/para nada/en absoluto | not at all
    res/no res | nada | nothing
    ningú | nadie | nobody/no one
    tampoc/jo tampoc | tampoco/yo tampoco | me neither/neither
    també/jo també | también/yo también | me too
    encara no | todavía no/aún no | not yet
    encara | todavía/aún | still
    ja | ya | already
    ja ho sé | ya lo sé | I know
    no ho sé/no sé/jo què sé/vés a saber/qui sap | no lo sé/no sé/yo qué sé/quién sabe | I don't know
    no ho crec/no ho crec pas/em sembla que no/crec que no | no lo creo/creo que no/me parece que no | I don't think so
    crec que sí/em sembla que sí/suposo que sí | creo que sí/me parece que sí/supongo que sí | I think so
    espero que sí/tant de bo | espero que sí/ojalá | I hope so
    no cal | no hace falta | there's no need
    és veritat/és cert/tens raó/té raó | es verdad/es cierto/tienes razón/tiene razón | that's true
    no és veritat/no és cert | no es verdad/no es cierto | that's not true
    cap problema/no hi ha cap problema/no passa res | no pasa nada/ningún problema/no hay problema | no problem
    per què no | por qué no | why not
    més o menys | más o menos | more or less
    i ja està/ja està/i prou/i punt | y ya está/ya está/y punto | and that's it
    déu n'hi do | no está mal | quite a lot
    gràcies/mercès | gracias | thank you/thanks
    moltes gràcies/moltíssimes gràcies | muchas gracias/muchísimas gracias | thank you very much
    gràcies per tot | gracias por todo | thank you for everything
    no, gràcies | no, gracias | no, thank you
    sí, gràcies | sí, gracias | yes, please
    de res/no es mereixen/no hi ha de què | de nada/no hay de qué | you're welcome
    si us plau/sisplau/per favor | por favor | please
    perdó/perdona/perdoni/disculpa/disculpi/em sap greu | perdón/perdona/perdone/disculpa/disculpe | sorry/excuse me
    ho sento/ho sento molt/em sap molt de greu | lo siento/lo siento mucho | I'm sorry/I'm very sorry
    hola | hola | hello/hi
    bon dia | buenos días | good morning
    bon dia a tothom | buenos días a todos | good morning, everyone
    bona tarda/bones tardes | buenas tardes | good afternoon
    bon vespre | buenas tardes | good evening
    bona nit | buenas noches | good night
    adeu/adéu/adeu-siau | adiós | goodbye/bye
    fins demà | hasta mañana | see you tomorrow
    fins aviat/fins ara/a reveure | hasta pronto/hasta ahora | see you soon
    fins després/fins després de dinar/fins més tard | hasta luego/hasta después | see you later
    fins dilluns | hasta el lunes | see you on Monday
    bon viatge | buen viaje | have a good trip
    bon profit | buen provecho/que aproveche | enjoy your meal
    bona sort/molta sort/sort | buena suerte/suerte/mucha suerte | good luck
    per molts anys/felicitats/enhorabona | felicidades/enhorabuena | congratulations
    benvinguts | bienvenidos | welcome
    benvingudes | bienvenidas | welcome
    benvinguda | bienvenida | welcome
    benvingut | bienvenido | welcome
    encantat/molt de gust | encantado/mucho gusto | nice to meet you
    encantada | encantada | nice to meet you
    igualment | igualmente | likewise
    com estàs/com està/com vas/com va | cómo estás/cómo está/qué tal | how are you
    molt bé | muy bien | very well
    bé/va bé/prou bé | bien | fine/well
    molt bé, gràcies/bé, gràcies | muy bien, gracias/bien, gracias | fine, thank you
    malament | mal | badly
    així així | así así | so-so
    perfecte | perfecto | perfect
    genial/fantàstic | genial/fantástico | great
    què | qué | what
    com | cómo | what
    com dius | cómo dices | what did you say
    per què | por qué | why
    quan | cuándo | when
    on | dónde | where
    qui | quién | who
    de debò/de veritat/en sèrio/ah, sí | de verdad/en serio/ah, sí | really
    oi/oi que sí/no és veritat | verdad/a que sí | right
    quina sort | qué suerte | how lucky
    quina llàstima/llàstima | qué lástima/qué pena | what a pity
    quina vergonya | qué vergüenza | how embarrassing
    quin horror | qué horror | how awful
    quina alegria/que bé/que bo | qué alegría/qué bien | how nice
    quina por | qué miedo | how scary
    quin riure | qué risa | how funny
    és igual/tant és/tant me fa/tant se val | da igual/me da igual | it doesn't matter
    som-hi/vinga/va/au/anem/au va | vamos/venga/adelante/vámonos | let's go
    endavant/passa/passeu/passi | pasa/pase/pasad | come in
    seu/seieu/segui | siéntate/siéntese/sentaos | sit down
    espera/espera un moment/un moment | espera/un momento/espera un momento | wait a moment
    calla/silenci | calla/silencio | be quiet
    compte/alerta/vigila/vés amb compte/vagi amb compte/aneu amb compte | cuidado/ten cuidado/tenga cuidado | careful
    de seguida vinc/ara vinc/ja vinc | ahora voy/ahora mismo voy/ya voy/enseguida voy | I'm coming
    què et passa/què tens | qué te pasa/qué tienes | what's the matter
    ajuda/auxili | ayuda/socorro/auxilio | help
    tranquil/tranquil·la/tranquils/calma | tranquilo/tranquila/tranquilos/calma | don't worry
    ànims/ànim | ánimo | cheer up
    prou/ja n'hi ha prou | basta/ya basta | enough
    que vagi bé/que et vagi bé/que us vagi bé | que te vaya bien/que le vaya bien | all the best
    que passi un bon dia/que tinguis un bon dia | que pase un buen día/que tenga un buen día | have a good day
    que tinguis sort/que tinguis molta sort/que tingueu sort | que tengas suerte/que tengas mucha suerte | good luck
    que et milloris/que es millori | que te mejores/que se mejore | get well soon
    el que tu diguis/el que vulguis | lo que tú digas/lo que tu digas/lo que quieras | whatever you say
    s'ha acabat/s'ha acabat i punt | se acabó/ya se acabó/se ha acabado | it's over
    no puc més/ja no puc més | no puedo más/ya no puedo más | I can't take it any more
    mira això/miri això | mira esto/mire esto | look at this
    una altra vegada/un altre cop | otra vez | once more
    ah | ah | ah
    oh | oh | oh
    eh | eh | eh
    ostres/ostras/caram/carai/renoi/mare meva/déu meu/uau | ostras/caramba/madre mía/dios mío/guau/jolín | wow
    vaja | vaya | well, well
    ui/ai/uf/ecs | uy/ay/uf/puf | oh dear
    mmm/hmm/ehem | mmm/hmm/ejem | mmm
"""
#: What begins a sentence, before a comma (or "que"), and says nothing of what follows.
OPENING = """
    bueno/bé/doncs/doncs bé/bueno doncs | bueno/pues/bueno pues/pues bien/bien | well
    doncs això/doncs res/pues res/pues nada/doncs nada/bueno doncs res | pues eso/pues nada/bueno pues nada | well
    és | es | the thing is
    home/noi/tio | hombre/tío/chico | well
    dona/noia/nena/tia | mujer/tía/chica | well
    mira/mireu/miri | mira/mire/mirad | look
    escolta/escolteu/escolti/oidà | oye/oiga/escucha | listen
    a veure/vejam | a ver/veamos | let's see
    vull dir | quiero decir | I mean
    és a dir/o sigui/o siga | es decir/o sea | I mean
    en fi | en fin | anyway
    en plan | en plan | like
    de debò/de veritat/seriosament | en serio/de verdad | seriously
    que va | qué va | not at all
    total | total | in short
    al final/al capdavall/en definitiva/finalment | al final/en definitiva/finalmente | in the end
    saps/ja saps | sabes/ya sabes | you know
    ja veus/ja ho veus | ya ves/ya lo ves | you see
    ho sento/ho sento molt/em sap greu | lo siento/lo siento mucho | I'm sorry
    no ho sé/no sé/jo què sé | no sé/no lo sé/yo qué sé | I don't know
    de fet/en realitat | de hecho/en realidad | actually
    la veritat/francament/sincerament | la verdad/francamente/sinceramente | honestly
    per exemple | por ejemplo | for example
    per cert | por cierto | by the way
    per sort/sort/afortunadament | por suerte/suerte/afortunadamente | luckily
    per desgràcia/malauradament | por desgracia/desgraciadamente | unfortunately
    sobretot | sobre todo | above all
    clar/és clar | claro | of course
    va/apa/au/vinga/va vinga | venga/va/vamos/anda | come on
    ah/oh/ai/eh/uf/mmm | ah/oh/ay/eh/uf/mmm | oh
    ostres/ostras/caram/mare meva/vaja | ostras/caramba/madre mía/vaya/jolín | wow
    no res | nada | anyway
    perdó/perdona/perdoneu/perdoni | perdón/perdona/perdone | sorry
    hola | hola | hello
    gràcies | gracias | thank you
    sí | sí | yes
    no | no | no
    d'acord/vale/val | vale/de acuerdo | all right
    exacte | exacto | exactly
    sisplau/si us plau | por favor | please
"""
#: What ends a sentence, behind a comma, and asks for agreement.
CLOSING = """
    oi/no/eh que sí/oi que sí/a que sí/veritat/no és així/no et sembla | verdad/no/no crees/a que sí | right
    eh | eh | eh
    tio/home/noi/nen | tío/hombre/chico | man
    dona/tia/noia/nena/guapa/maca/reina/filla | mujer/tía/chica/guapa/cariño/reina/hija/cielo | dear
    guapo/maco | guapo | dear
    saps/m'entens/saps què vull dir | sabes/me entiendes/sabes lo que digo | you know
    vale/d'acord/val | vale/de acuerdo | okay
    si us plau/sisplau/per favor | por favor | please
    gràcies | gracias | thank you
"""
