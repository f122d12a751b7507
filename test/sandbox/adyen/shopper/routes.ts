import type { Routes } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { bankRoutes } from './bank.ts';

/** What shoppers' browsers ask for. */
export const shopperRoutes = (world: World): Routes => ({ ...bankRoutes(world) });
