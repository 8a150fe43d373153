import type { Knex } from 'knex';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { accountBy } from '../../config/account-row';
import { ISSUER_ITEMS as TABLE, type IssuerItem as Row } from '../../config/issuer-items';

const seconds = () => Math.floor(Date.now() / 1000);

export function issuerAdapter(db: Knex): (model: string) => Adapter {
  return (model) => (model === 'Client' ? clientAdapter(db) : new TableAdapter(db, model));
}

class TableAdapter implements Adapter {
  constructor(
    readonly db: Knex,
    readonly model: string,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const row: Row = {
      model: this.model,
      id,
      payload: JSON.stringify(payload),
      grant_id: payload.grantId ?? null,
      uid: payload.uid ?? null,
      consumed_at: null,
      expires_at: expiresIn ? seconds() + expiresIn : null,
    };
    await this.db(TABLE).insert(row).onConflict(['model', 'id']).merge();
  }

  find(id: string) {
    return this.#one({ id });
  }

  findByUid(uid: string) {
    return this.#one({ uid });
  }

  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async consume(id: string): Promise<void> {
    await this.db<Row>(TABLE).where({ model: this.model, id }).update({ consumed_at: seconds() });
  }

  async destroy(id: string): Promise<void> {
    await this.db<Row>(TABLE).where({ model: this.model, id }).delete();
  }

  /** Whoever signs out takes every token of the grant along. */
  async revokeByGrantId(grantId: string): Promise<void> {
    await this.db<Row>(TABLE).where({ grant_id: grantId }).delete();
  }

  async #one(where: Partial<Row>): Promise<AdapterPayload | undefined> {
    const row = await this.db<Row>(TABLE)
      .where({ model: this.model, ...where })
      .first();
    if (!row || (row.expires_at !== null && Number(row.expires_at) <= seconds())) return undefined;
    const payload = JSON.parse(row.payload) as AdapterPayload;
    return { ...payload, ...(row.consumed_at !== null && { consumed: row.consumed_at }) };
  }
}

/** A service account is a client of its own: it has no browser, and asks with its name and secret. */
function clientAdapter(db: Knex): Adapter {
  const none = () => Promise.resolve(undefined);
  return {
    find: async (id) => {
      const account = await accountBy(db, { id });
      if (account?.kind !== 'service' || account.state !== 'active') return undefined;
      return {
        client_id: id,
        // Never compared: the secret is checked against its hash (`compareClientSecret`), but there must be one.
        client_secret: 'kept as a hash',
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      };
    },
    upsert: none,
    findByUid: none,
    findByUserCode: none,
    consume: none,
    destroy: none,
    revokeByGrantId: none,
  };
}

/** Takes away what has run out. */
export async function sweepIssuer(db: Knex): Promise<void> {
  await db<Row>(TABLE).where('expires_at', '<', seconds()).delete();
}
