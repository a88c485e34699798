import { h } from '/assets/shared/dom.js'
import { call, load, save } from '/assets/shared/client.js'
import { translate } from '/assets/shared/page.js'
import { t } from '/assets/shared/tongue.js'
import { login } from '/assets/desk/login.js'
import { TicketList } from '/assets/desk/list.js'
import { TicketView } from '/assets/desk/ticket.js'

/** The help desk: who is logged in, and the two panes. */
const main = document.querySelector('main')
const account = document.querySelector('#account')
await translate()

try {
  inbox((await call('', '/session')).name)
} catch (err) {
  enter(err.status === 401 ? '' : err.message)
}

/** @param {string} [trouble] */
function enter(trouble) {
  account.replaceChildren()
  main.replaceChildren(login((name) => inbox(name), trouble))
  main.querySelector('input').focus()
}

/** @param {string} name */
function inbox(name) {
  const ended = () => enter(t('Your session has ended. Log in again; what you typed in a ticket is kept in this browser.'))
  const view = new TicketView({ ended, changed: () => list.refresh(), back: () => choose('') })
  const list = new TicketList({ ended, choose })
  const keys = h('input', { type: 'checkbox', checked: load('ri-desk-keys') !== false, on: { change: () => save('ri-desk-keys', keys.checked) } })
  account.replaceChildren(
    h('label', { class: 'keys-switch' }, keys, t('Shortcuts {keys}', { keys: 'j, k, r' })),
    h('span', { class: 'dim' }, name),
    h('button', { type: 'button', class: 'button second', on: { click: async () => {
      await call('', '/session', { method: 'DELETE' }).catch(() => {})
      history.replaceState(null, '', '/desk')
      enter()
    } } }, t('Log out')))
  main.replaceChildren(h('h1', { class: 'sr' }, t('Help desk')), h('div', { class: 'panes' }, list.el, view.el))

  /** @param {string} id '' goes back to the list */
  function choose(id, push = true) {
    main.firstElementChild.nextElementSibling.classList.toggle('has-ticket', Boolean(id))
    list.mark(id)
    if (push) history.pushState(null, '', id ? `#${id}` : '/desk')
    if (id) view.open(id)
    else {
      view.clear()
      list.focus()
    }
  }

  onpopstate = () => choose(location.hash.slice(1), false)
  onkeydown = (e) => {
    if (!keys.checked || e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.('input:not([type="checkbox"]), textarea, select')) return
    if (e.key === 'j') list.step(1)
    else if (e.key === 'k') list.step(-1)
    else if (e.key === 'r' && view.reply) {
      e.preventDefault()
      view.reply.focus()
    }
  }
  list.refresh()
  if (location.hash.length > 1) choose(location.hash.slice(1), false)
}
