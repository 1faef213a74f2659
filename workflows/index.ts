export { appeal } from './appeal/workflow';
export { calendar } from './calendar/workflow';
export { meeting } from './meeting/workflow';
export { outage } from './outage/workflow';
