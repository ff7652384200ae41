// From an hour of traffic to lists that hold, through a firewall that routes.
import { tellStory } from './enforcer-story.ts';

tellStory('routed');
