import { Connection } from '@temporalio/client';

/** True when a Temporal server answers at the address. */
export async function answersAsTemporal(address: string, within = 2000): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: within });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
