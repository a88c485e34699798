import { call } from '/assets/shared/client.js'

/**
 * A conversation where sockets are blocked: messages go by POST, events come by
 * asking every few seconds. Runs until it is not wanted any more, or fails.
 * @param {string} base
 * @param {string} id of the conversation
 * @param {{going: (id: string) => boolean, waiting: () => Array<any>, last: () => number, online: () => void,
 *   take: (event: any) => void, done: (clientID: string) => void, refuse: (clientID: string, code: string, text: string) => void}} session
 */
export async function poll(base, id, session) {
  for (let quiet = 0; session.going(id); quiet++) {
    for (const m of session.waiting()) await post(base, id, m, session)
    const { events } = await call(base, `/conversations/${id}/events?after=${session.last()}`)
    if (!session.going(id)) return
    session.online()
    if (events.length) quiet = 0
    for (const e of events) session.take(e)
    await new Promise((done) => setTimeout(done, quiet < 30 ? 2000 : 6000))
  }
}

async function post(base, id, message, session) {
  try {
    await call(base, `/conversations/${id}/messages`, { method: 'POST', body: message })
    session.done(message.client_id)
  } catch (err) {
    if (err.status !== 400 && err.status !== 413) throw err
    session.refuse(message.client_id, 'invalid', err.message)
  }
}
