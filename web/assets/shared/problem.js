/** What the server says about a request that it refused, for the person. */
import { t, tongue } from '/assets/shared/tongue.js'

const problems = {
  invalid: 'The navigator could not use this. Check what you wrote and try again.',
  not_found: 'This is not stored here any more, or the address is incomplete.',
  conflict: 'This can’t be done in the present state. Reload the page and look again.',
  too_large: 'This is too long. Shorten it and try again.',
  forbidden: 'This is not allowed here.',
  unauthorized: 'The name or the password is wrong, or your session has ended.',
  too_many: 'Too many attempts. Wait ten minutes and try again.',
  unavailable: 'A part of the navigator is not available now. Try again later.',
  stale: 'This was changed in the meantime. Reload it and make the change again.',
  failed: 'Something went wrong here. Try again, or talk to a person.',
}

/**
 * The server tells details in English; in another language the kind of failure is told.
 * @param {string|undefined} code @param {string|undefined} detail
 */
export function problem(code, detail) {
  if (tongue !== 'en' && code in problems) return t(problems[code])
  return sentence(detail || t('The navigator did not answer as expected. Try again.'))
}

/** The server's details start in lower case and end without a stop. @param {string} text */
function sentence(text) {
  const s = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(s) ? s : s + '.'
}
