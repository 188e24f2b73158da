// The visualizer, in the side panel and in the editor: a frame of views that show what a loss does.
import 'katex/dist/katex.min.css';
import '../shared/theme.css';
import '../shared/controls.css';
import '../shared/figures.css';
import '../shared/note.css';
import './visualizer.css';
import './views/surface/surface.css';
import { registerControls } from '../shared/toolkit';
import { startFrame } from './frame/frame';
import { TABS } from './views';

registerControls();
startFrame(TABS, document.getElementById('root') ?? document.body);
