import type { Words } from '../shared/island.ts';

export type Key =
  | 'problems' | 'refused' | 'unreachable' | 'stale' | 'forbidden' | 'tooLarge' | 'uploadFailed' | 'sending' | 'uploading'
  | 'useMyPosition' | 'locating' | 'noPosition' | 'positionHint' | 'notInList' | 'noMatch' | 'searching' | 'lookupFailed'
  | 'found' | 'signHere' | 'clear' | 'typeName' | 'signed' | 'uploaded' | 'replaceFiles' | 'empty' | 'leave' | 'draftKept' | 'draftFailed';

export const WORDS: Words<Key> = {
  zh: {
    problems: '有 {n} 处需要修改', refused: '提交未成功（{status}）。已填内容仍在，请稍后再试。',
    unreachable: '无法连接服务器。已填内容仍在，请检查网络后重新提交。',
    stale: '此事项已被他人更新，请刷新页面后再办理。', forbidden: '您没有权限办理此事项，或登录已过期。',
    tooLarge: '文件或内容超过大小限制。', uploadFailed: '“{name}”上传失败：', sending: '正在提交……',
    uploading: '正在上传“{name}”（{i}/{n}）……',
    useMyPosition: '使用当前位置', locating: '正在定位……', noPosition: '无法取得当前位置，请手工填写经度,纬度。',
    positionHint: '格式：经度,纬度，例如 120.755000,30.746000', notInList: '请从列表中选择一项。',
    noMatch: '没有符合的条目', searching: '正在查找……', lookupFailed: '查找失败，请稍后再试。', found: '找到 {n} 条',
    signHere: '在此手写签名', clear: '清除', typeName: '或键入姓名代替手写签名', signed: '已签名', uploaded: '已上传的文件',
    replaceFiles: '重新选择', empty: '未填写', leave: '内容尚未提交，确定离开吗？',
    draftKept: '已暂存（{time}）。', draftFailed: '未能暂存（{status}）。',
  },
  en: {
    problems: 'To be corrected: {n}', refused: 'Not submitted ({status}). Your entries are kept; try again later.',
    unreachable: 'The server cannot be reached. Your entries are kept; check the network and submit again.',
    stale: 'Someone else has changed this item. Reload the page before you go on.',
    forbidden: 'You may not do this, or your session has ended.', tooLarge: 'A file or the content is too large.',
    uploadFailed: '“{name}” was not uploaded: ', sending: 'Submitting…', uploading: 'Uploading “{name}” ({i} of {n})…',
    useMyPosition: 'Use my position', locating: 'Locating…',
    noPosition: 'The position is not available. Type longitude,latitude instead.',
    positionHint: 'Format: longitude,latitude, for example 120.755000,30.746000', notInList: 'Choose an entry of the list.',
    noMatch: 'No matching entry', searching: 'Searching…', lookupFailed: 'The search failed. Try again later.',
    found: '{n} found', signHere: 'Sign here', clear: 'Clear', typeName: 'Or type your name instead of signing',
    signed: 'Signed', uploaded: 'Uploaded files', replaceFiles: 'Choose again', empty: 'empty',
    leave: 'Your entries are not submitted yet. Leave the page?',
    draftKept: 'Draft saved ({time}).', draftFailed: 'The draft was not saved ({status}).',
  },
};
