import type { Words } from '../shared/island.ts';

export type Key =
  | 'save' | 'check' | 'publish' | 'undo' | 'redo' | 'zoomIn' | 'zoomOut' | 'fit' | 'download' | 'tools' | 'canvas'
  | 'properties' | 'findings' | 'clean' | 'count' | 'checking' | 'checkFailed' | 'unsaved' | 'saved' | 'saving' | 'conflict'
  | 'notSaved' | 'unreachable' | 'publishAsk' | 'publishNote' | 'publishing' | 'published' | 'notPublished' | 'hasErrors'
  | 'error' | 'warning' | 'info' | 'line' | 'version' | 'neverPublished' | 'goTo' | 'opened' | 'warnings' | 'hideProperties' | 'cannotOpen'
  | 'laidOut';

export const WORDS: Words<Key> = {
  zh: {
    save: '保存草稿', check: '检查', publish: '发布', undo: '撤销', redo: '重做', zoomIn: '放大', zoomOut: '缩小',
    fit: '显示全图', download: '下载 XML', tools: '编辑工具', canvas: '绘图区', properties: '属性', findings: '检查结果',
    clean: '没有发现问题。', count: '{errors} 个错误，{warnings} 个警告，{infos} 个提示', checking: '正在检查……',
    checkFailed: '检查服务暂时不可用。', unsaved: '有未保存的修改', saved: '草稿已保存', saving: '正在保存……',
    conflict: '草稿已被他人修改。请先下载您的 XML，再刷新页面。', notSaved: '草稿未能保存（{status}）。',
    unreachable: '无法连接服务器，修改仍在本页面，请稍后再试。',
    publishAsk: '发布后，新发起的事项将按此版本办理；在办事项不受影响。', publishNote: '发布说明（修改了什么、为什么）',
    publishing: '正在发布……', published: '已发布为第 {version} 版', notPublished: '未能发布（{status}）。',
    hasErrors: '有 {n} 个错误，改正后才能发布。', error: '错误', warning: '警告', info: '提示', line: '第 {line} 行',
    version: '第 {version} 版', neverPublished: '尚未发布', goTo: '转到图中位置', opened: '已打开',
    warnings: '打开时有 {n} 处内容未被识别，详见浏览器控制台。', hideProperties: '显示或隐藏属性栏',
    cannotOpen: '此模型不能在图中编辑（{why}）。',
    laidOut: '文件没有画图或没有画全，已自动排出；保存草稿后随文件保留。',
  },
  en: {
    save: 'Save draft', check: 'Check', publish: 'Publish', undo: 'Undo', redo: 'Redo', zoomIn: 'Zoom in', zoomOut: 'Zoom out',
    fit: 'Show all', download: 'Download XML', tools: 'Editing tools', canvas: 'Drawing area', properties: 'Properties',
    findings: 'Findings', clean: 'Nothing found.', count: 'Errors: {errors}, warnings: {warnings}, hints: {infos}',
    checking: 'Checking…', checkFailed: 'The check is not available at the moment.', unsaved: 'Unsaved changes',
    saved: 'Draft saved', saving: 'Saving…',
    conflict: 'Someone else changed the draft. Download your XML first, then reload the page.',
    notSaved: 'The draft was not saved ({status}).',
    unreachable: 'The server cannot be reached. Your changes are still on this page; try again later.',
    publishAsk: 'Cases started from now on will follow this version; running cases are not affected.',
    publishNote: 'Note (what changed, and why)', publishing: 'Publishing…', published: 'Published as version {version}',
    notPublished: 'Not published ({status}).', hasErrors: 'Errors: {n}. Correct them before publishing.', error: 'Error',
    warning: 'Warning', info: 'Hint', line: 'line {line}', version: 'version {version}', neverPublished: 'never published',
    goTo: 'Go to the place in the diagram', opened: 'Opened',
    warnings: '{n} parts were not recognised when opening; see the browser console.', hideProperties: 'Show or hide the properties',
    cannotOpen: 'This model cannot be edited as a diagram ({why}).',
    laidOut: 'The file has no drawing, or not of all; it was laid out automatically. Save the draft to keep it.',
  },
};
