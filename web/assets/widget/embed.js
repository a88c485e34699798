import { translate } from '/assets/shared/page.js'

await translate()

/** Puts this navigator's own origin into the examples. */
for (const code of document.querySelectorAll('[data-origin]')) {
  code.textContent = code.textContent
    .replaceAll('wss://navigator.example', location.origin.replace(/^http/, 'ws'))
    .replaceAll('https://navigator.example', location.origin)
}
