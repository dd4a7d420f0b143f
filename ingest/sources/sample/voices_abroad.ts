import { phrases } from "./names.ts";
import type { Voice } from "./voice.ts";

/** German. */
export const german: Voice = {
  lang: "de",
  space: " ",
  stop: ".",
  openings: {
    good: phrases(`wie schön, | endlich: | ich freue mich, | gute Nachricht: | herrlich,`),
    bad: phrases(`schon wieder: | wie ärgerlich, | ich fasse es nicht, | leider: | so ein Mist,`),
    flat: phrases(`übrigens: | kurze Frage: | man hört, | zur Erinnerung: | heute gelesen:`),
  },
  subjects: phrases(
    `der Regen in {town} | die Straßenbahn | der neue Spielplatz | das Brot vom Markt | die Fähre
    | das Konzert von {band} | der Stadtrat | mein Fahrrad | die Baustelle | das Spiel der {team} | der Nachbar
    | die Bücherei`,
  ),
  predicates: {
    good: phrases(
      `ist wunderbar | macht richtig Freude | war großartig | hat mich überrascht | ist jeden Weg wert`,
    ),
    bad: phrases(
      `ist eine Zumutung | kommt wieder zu spät | war eine Enttäuschung | nervt gewaltig | ist kaputt`,
    ),
    flat: phrases(
      `ist heute Thema | beginnt um acht | hat jetzt länger offen | steht auf Seite drei | bleibt bis Freitag`,
    ),
  },
  asides: phrases(`, zumindest hier | , oder? | , wie jedes Jahr | , sagt meine Tante | , mehr dazu später`),
  reactions: {
    good: phrases(`Danke an alle! | Mehr davon. | Ein guter Tag.`),
    bad: phrases(`Mir reicht es. | Schade. | Unglaublich.`),
    flat: phrases(`Mal sehen. | Wer weiß mehr? | Bilder folgen.`),
  },
  answers: {
    good: phrases(`genau, | stimmt, | danke,`),
    bad: phrases(`nein, | falsch, | bitte nicht,`),
    flat: phrases(`vielleicht, | kommt drauf an, | woher weißt du das?`),
  },
  tags: phrases(`Marktplatz | Wetter | Feierabend | Straßenbahn | Wochenende`),
};

/** Spanish. */
export const spanish: Voice = {
  lang: "es",
  space: " ",
  stop: ".",
  openings: {
    good: phrases(`qué alegría, | por fin, | me encanta que | buena noticia: | qué bonito,`),
    bad: phrases(`otra vez, | qué rabia, | no puedo creer que | qué pena, | estoy harta,`),
    flat: phrases(`dicen que | una pregunta: | parece que | recuerden: | hoy`),
  },
  subjects: phrases(
    `el tranvía de {town} | la lluvia | el partido de los {team} | la plaza nueva | el pan del mercado
    | la feria | el concierto de {band} | mi abuela | el ayuntamiento | la playa de {town} | el café de la esquina
    | la bicicleta`,
  ),
  predicates: {
    good: phrases(`está precioso hoy | fue una maravilla | me alegró el día | vale la pena | salió perfecto`),
    bad: phrases(`llegó tarde | fue un desastre | no funciona | está cada vez peor | me tiene cansada`),
    flat: phrases(
      `empieza a las ocho | cambia de horario | sigue hasta el viernes | está en obras | vuelve mañana`,
    ),
  },
  asides: phrases(`, al menos aquí | , ¿verdad? | , como siempre | , según mi hermana | , luego les cuento`),
  reactions: {
    good: phrases(`¡Gracias a todos! | Qué día tan bueno. | ¡Más así!`),
    bad: phrases(`Qué vergüenza. | Ya basta. | Muy triste.`),
    flat: phrases(`Ya veremos. | ¿Alguien sabe más? | Mañana les digo.`),
  },
  answers: {
    good: phrases(`¡sí! | de acuerdo, | gracias,`),
    bad: phrases(`no, | qué va, | mentira,`),
    flat: phrases(`puede ser, | depende, | ¿seguro?`),
  },
  tags: phrases(`LaPlaza | lluvia | fútbol | mercado | finde`),
};

/** Japanese: written without spaces. */
export const japanese: Voice = {
  lang: "ja",
  space: "",
  stop: "。",
  openings: {
    good: phrases(`やった、 | 嬉しいことに、 | 最高！ | ついに`),
    bad: phrases(`また、 | 残念ながら、 | もう嫌だ、 | 悲しい、`),
    flat: phrases(`今日は | そういえば、 | 聞いた話では | ちなみに`),
  },
  subjects: phrases(
    `朝の雨 | 新しい電車 | 近所の猫 | 駅前のパン屋 | 昨日の試合 | 夏祭り | この曲 | 図書館 | 夕焼け | 新作ゲーム`,
  ),
  predicates: {
    good: phrases(`がとても良かった | が大好き | に感動した | が美味しかった`),
    bad: phrases(`が遅れている | にがっかりした | が壊れた | がひどい`),
    flat: phrases(`は八時から | が話題になっている | は金曜まで | を見てきた`),
  },
  asides: phrases(`、たぶん | 、いつも通り | 、写真は後で | 、みんなはどう？`),
  reactions: {
    good: phrases(`ありがとう！ | 幸せ。 | また行きたい。`),
    bad: phrases(`疲れた。 | 困った。 | もういい。`),
    flat: phrases(`また明日。 | 詳しくは後で。 | どうかな。`),
  },
  answers: {
    good: phrases(`そうそう、 | いいね、`),
    bad: phrases(`違うよ、 | えー、`),
    flat: phrases(`かもね、 | 本当？`),
  },
  tags: phrases(`天気 | 通勤 | 猫 | 夕焼け`),
};
