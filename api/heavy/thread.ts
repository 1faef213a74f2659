import { jobs } from '../jobs';
import { serve } from './serve';

serve(jobs);
