import type { Route } from '../http/route';
import { commissionHouse } from './commissioned';
import { conflictCard, decide } from './conflict';
import { conflictList } from './conflicts';
import { house, houseList } from './houses';
import { importApply, importCheck, importDoor, importReport } from './import-pages';
import { organisation, organisationList } from './organisations';
import { people, person } from './people';
import { premises } from './premises';
import { premisesList } from './premises-list';
import { registerExport, template } from './register-export';

export const registryRoutes: readonly Route[] = [
  houseList,
  house,
  commissionHouse,
  premisesList,
  premises,
  registerExport,
  template,
  conflictList,
  conflictCard,
  decide,
  importDoor,
  importCheck,
  importReport,
  importApply,
  organisationList,
  organisation,
  people,
  person,
];
