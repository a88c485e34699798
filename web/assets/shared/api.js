/** The JSON API of the navigator. */

/** What the server says about a request that it refused. */
export class Problem extends Error {
  /** @param {number} status @param {string} detail */
  constructor(status, detail) {
    super(detail)
    this.status = status
  }
}

/**
 * Calls the API. Fails with a Problem: status 0 is no connection.
 * @param {string} base origin of the navigator
 * @param {string} path
 * @param {{method?: string, body?: any, signal?: AbortSignal}} [options]
 * @returns {Promise<any>}
 */
export async function call(base, path, { method = 'GET', body, signal } = {}) {
  let response
  try {
    response = await fetch(base + '/api/v1' + path, {
      method, signal,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  } catch {
    throw new Problem(0, 'There is no connection to the navigator. Check your network and try again.')
  }
  if (response.status === 204) return null
  const data = await response.json().catch(() => null)
  if (response.ok && data !== null) return data
  throw new Problem(response.status, sentence(data?.detail || 'The navigator did not answer as expected. Try again.'))
}

/** The server's details start in lower case and end without a stop. @param {string} text */
export function sentence(text) {
  const s = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(s) ? s : s + '.'
}
