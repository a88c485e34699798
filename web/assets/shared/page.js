/** What the pages of the site share: their language, and the choice of it. */
import { h } from '/assets/shared/dom.js'
import { load, save } from '/assets/shared/client.js'
import { choose, speak, t, tongue, tongues } from '/assets/shared/tongue.js'

const key = 'ri-language'

/**
 * Puts the page into the visitor's language: the one in its address, the one
 * chosen before, or the browser's. Texts of the document are marked `data-t`;
 * a text's elements (links, code) stand in its key as `{0}`, `{1}` and so on.
 * @returns {Promise<string>} the language
 */
export async function translate() {
  await speak(choose([new URLSearchParams(location.search).get('lang'), load(key), ...navigator.languages]))
  document.documentElement.lang = tongue
  for (const el of document.querySelectorAll('[data-t]')) say(el)
  for (const el of document.querySelectorAll('[data-t-label]')) el.setAttribute('aria-label', t(el.getAttribute('aria-label')))
  document.title = t(document.title)
  document.querySelector('.site-head nav')?.prepend(chooser())
  return tongue
}

/** Says one text of the document, with its elements where the language puts them. @param {Element} el */
function say(el) {
  const parts = [...el.children]
  const key = [...el.childNodes].map((n) => n.nodeType === Node.ELEMENT_NODE ? `{${parts.indexOf(n)}}` : n.data).join('')
  el.replaceChildren(...t(key.trim()).split(/\{(\d)\}/).map((text, i) => i % 2 ? parts[+text] : text))
}

function chooser() {
  const select = h('select', { class: 'tongue', 'aria-label': t('Language'), testid: 'language', on: { change: () => {
    save(key, select.value)
    const url = new URL(location.href)
    url.searchParams.delete('lang')
    location.assign(url)
  } } }, Object.entries(tongues).map(([code, name]) => h('option', { value: code, lang: code, selected: code === tongue }, name)))
  return select
}
