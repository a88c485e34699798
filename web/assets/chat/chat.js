import { view } from '/assets/shared/view.js'

/** The chat page: the shared conversation in the middle of the document. */
const chat = view({ base: location.origin, page: true, scroller: () => document.scrollingElement ?? document.documentElement })
document.querySelector('main').append(chat.el)

const person = document.querySelector('#person')
person.addEventListener('click', () => chat.handoff(person))
document.querySelector('#new').addEventListener('click', () => chat.reset())
chat.start()
