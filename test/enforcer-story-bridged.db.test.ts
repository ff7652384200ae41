// From an hour of traffic to lists that hold, through a firewall that is a bridge.
import { tellStory } from './enforcer-story.ts';

tellStory('bridged');
