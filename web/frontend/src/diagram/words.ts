import type { Words } from '../shared/island.ts';

export type Key =
  | 'diagram' | 'walked' | 'waiting' | 'failed' | 'open' | 'zoomIn' | 'zoomOut' | 'fit' | 'current' | 'legend'
  | 'inWords' | 'none' | 'times' | 'unnamed' | 'keys' | 'whole';

export const WORDS: Words<Key> = {
  zh: {
    diagram: '流程图', walked: '已办', waiting: '办理中', failed: '出错', open: '未到',
    zoomIn: '放大', zoomOut: '缩小', fit: '显示全图', whole: '全屏', current: '转到当前环节', legend: '图例',
    inWords: '文字说明', none: '无', times: '{n} 次', unnamed: '未命名环节',
    keys: '选中流程图后，可用方向键移动，用加号、减号、0 键或 Ctrl 加滚轮缩放。',
  },
  en: {
    diagram: 'Process diagram', walked: 'Done', waiting: 'In progress', failed: 'Failed', open: 'Not reached',
    zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Show all', whole: 'Full screen', current: 'Go to the current step', legend: 'Legend',
    inWords: 'In words', none: 'none', times: '{n} times', unnamed: 'unnamed step',
    keys: 'With the diagram focused, the arrow keys move it; plus, minus, 0 or Ctrl and the wheel zoom.',
  },
};
