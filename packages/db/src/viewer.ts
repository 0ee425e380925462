/** Who reads or writes. Every query function takes it first, so that no path can forget to ask. */
export interface Viewer {
  /** Identifier for the change log; never personal data. */
  readonly actor: string
  /** Rows above this level do not exist for the viewer. */
  readonly accessLevel: 'PUBLIC' | 'INTERNAL' | 'RESTRICTED'
}

export const anonymous: Viewer = { actor: 'anonymous', accessLevel: 'PUBLIC' }

/** Whoever runs the commands on the machine itself. */
export const localOwner: Viewer = { actor: 'local-owner', accessLevel: 'RESTRICTED' }
