/**
 * The language of the pages. A text stands in the code in English, which is also
 * its key; the other languages are files of assets/words.
 */

/** English texts that need plural forms. */
const english = {
  '{n} sources': { one: '1 source', other: '{n} sources' },
  '{n} bytes left': { one: '1 byte left', other: '{n} bytes left' },
  '{n} infrastructures on record': { one: '1 infrastructure on record', other: '{n} infrastructures on record' },
}

/** @type {Record<string, string | Record<string, string>>} */
let words = english
let rules = new Intl.PluralRules('en')

/** The languages that the pages speak, by their own names. */
export const tongues = {
  bg: 'Български', cs: 'Čeština', da: 'Dansk', de: 'Deutsch', el: 'Ελληνικά', en: 'English', es: 'Español', et: 'Eesti', fi: 'Suomi',
  fr: 'Français', ga: 'Gaeilge', hr: 'Hrvatski', hu: 'Magyar', it: 'Italiano', lt: 'Lietuvių', lv: 'Latviešu', mt: 'Malti', nl: 'Nederlands',
  pl: 'Polski', pt: 'Português', ro: 'Română', sk: 'Slovenčina', sl: 'Slovenščina', sv: 'Svenska', uk: 'Українська',
}

export let tongue = 'en'

/** The first of some language tags that the pages speak. @param {Array<string|null|undefined>} tags */
export function choose(tags) {
  for (const tag of tags) {
    const code = String(tag ?? '').toLowerCase().split('-')[0]
    if (code in tongues) return code
  }
  return 'en'
}

/** Makes the pages speak a language; where its words can't be had they stay English. @param {string} code @param {string} [base] */
export async function speak(code, base = '') {
  if (code === tongue) return
  if (code !== 'en') {
    try {
      const response = await fetch(`${base}/assets/words/${code}.json`)
      if (!response.ok) return
      words = await response.json()
    } catch {
      return
    }
  }
  tongue = code
  rules = new Intl.PluralRules(code)
}

/**
 * A text in the language of the page. `{name}` stands for a value; of a text
 * with plural forms, `n` chooses the form.
 * @param {string} text @param {Record<string, any>} [values]
 */
export function t(text, values) {
  let said = words[text] ?? text
  if (typeof said === 'object') said = said[rules.select(values?.n ?? 0)] ?? said.other ?? text
  return values ? said.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '') : said
}
