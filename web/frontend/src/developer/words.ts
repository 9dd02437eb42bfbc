import type { Words } from '../shared/island.ts';

export type Key =
  | 'path' | 'filters' | 'body' | 'parts' | 'key' | 'keyHint' | 'send' | 'sending' | 'status' | 'none' | 'download'
  | 'noToken' | 'fetched' | 'failed' | 'unreachable' | 'command';

export const WORDS: Words<Key> = {
  zh: {
    path: '路径参数', filters: '查询参数', body: '请求体（JSON）', parts: '表单内容（multipart）', key: '幂等键',
    keyHint: '可选。同一个键重复发送，只做一次。', send: '发送', sending: '发送中', status: '{status}，{ms} 毫秒', none: '没有内容',
    download: '下载内容（{type}，{size} 字节）', noToken: '请先取令牌或填入令牌。', fetched: '令牌有效期至 {time}，离开本页后不再显示。',
    failed: '未能取得令牌：{reason}', unreachable: '没有收到回答。', command: '同样的请求（curl）',
  },
  en: {
    path: 'Path', filters: 'Query', body: 'Body (JSON)', parts: 'Form (multipart)', key: 'Idempotency key',
    keyHint: 'Optional. Sent twice with the same key, it is done once.', send: 'Send', sending: 'Sending', status: '{status}, {ms} ms', none: 'no content',
    download: 'Download ({type}, {size} bytes)', noToken: 'Get a token or enter one first.', fetched: 'Valid until {time}; it is not shown again once you leave this page.',
    failed: 'No token: {reason}', unreachable: 'No answer came.', command: 'The same request (curl)',
  },
};
