import { h } from '/assets/shared/dom.js'
import { call } from '/assets/shared/client.js'
import { t } from '/assets/shared/tongue.js'

/**
 * The form for staff to log in.
 * @param {(name: string) => void} done
 * @param {string} [trouble] why it is shown
 */
export function login(done, trouble = '') {
  const name = h('input', { id: 'name', testid: 'desk-name', autocomplete: 'username', required: true, autocapitalize: 'none', spellcheck: 'false' })
  const password = h('input', { id: 'password', type: 'password', testid: 'desk-password', autocomplete: 'current-password', required: true })
  const error = h('p', { class: 'error', role: 'alert' }, trouble)
  const button = h('button', { type: 'submit', class: 'button', testid: 'desk-login' }, t('Log in'))
  return h('form', { class: 'login', on: { submit: async (e) => {
    e.preventDefault()
    error.textContent = ''
    if (!name.value.trim() || !password.value) {
      error.textContent = t('Fill in your name and your password.')
      return (name.value.trim() ? password : name).focus()
    }
    button.disabled = true
    try {
      await call('', '/session', { method: 'POST', body: { name: name.value.trim(), password: password.value } })
      done(name.value.trim())
    } catch (err) {
      error.textContent = err.message
      password.select()
    } finally {
      button.disabled = false
    }
  } } },
  h('h1', {}, t('Help desk')),
  h('p', { class: 'dim' }, t('For staff.'), ' ', h('a', { href: '/' }, t('Looking for a facility? Start a conversation.'))),
  h('label', { for: 'name' }, t('Name')), name,
  h('label', { for: 'password' }, t('Password')), password,
  error, h('div', { class: 'form-actions' }, button))
}
