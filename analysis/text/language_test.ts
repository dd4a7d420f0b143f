import assert from "node:assert/strict";
import { loadModels } from "../models/load_models.ts";
import { languageOf } from "./language.ts";
import { tokenise } from "./tokens.ts";
import { createUnits, readUnits } from "./units.ts";

function langOf(text: string, stated?: string) {
  const { lexicons, tagger } = loadModels();
  const units = createUnits();
  readUnits(text, tokenise(text), units);
  return languageOf(units, stated, lexicons, tagger.words);
}

Deno.test("languageOf() believes the source, unless it says that it does not know", () => {
  assert.deepEqual(langOf("the cat is on the mat", "nl-BE"), { lang: "nl-BE", english: false });
  assert.deepEqual(langOf("de kat zit op de mat", "en_GB"), { lang: "en_GB", english: true });
  for (const stated of ["und", "zxx", "qme"]) {
    assert.deepEqual(langOf("the cat is on the mat and that is it", stated), { lang: "en", english: true });
  }
});

Deno.test("languageOf() tells languages apart by script, common words and eld", () => {
  const texts: Record<string, string> = {
    en: "honestly this is the best thing that happened to me",
    de: "Heute war wirklich ein schöner Tag mit euch allen",
    fr: "Je ne sais pas pourquoi il fait si froid aujourd'hui",
    es: "No puedo creer que ya sea viernes otra vez",
    pt: "Não acredito que você fez isso comigo",
    it: "Non vedo l'ora di andare in vacanza con gli amici",
    el: "Καλημέρα σε όλους τους φίλους",
    ja: "今日はとても暑いですね",
    ko: "오늘 날씨가 정말 좋네요",
    ar: "صباح الخير يا جماعة كيف الحال اليوم",
  };
  for (const [lang, text] of Object.entries(texts)) assert.equal(langOf(text).lang, lang, text);
});

Deno.test("languageOf() says und where there is too little to tell, and English only where nothing is foreign", () => {
  for (const text of ["", "😀", "#tag @name https://a.b/c", "12:30"]) {
    assert.deepEqual(langOf(text), { lang: "und", english: true }, text);
  }
  assert.deepEqual(langOf("great"), { lang: "und", english: true });
  assert.deepEqual(langOf("xqzv"), { lang: "und", english: false });
});
