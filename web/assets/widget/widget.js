import { Navigator } from '/assets/widget/element.js'

/** Defines <ri-navigator>. Loading this file twice, or two of them, is harmless. */
Navigator.define()
