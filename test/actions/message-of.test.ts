import {expect, test} from 'vitest';
import {messageOf} from '../../source/actions/message-of.js';
import {EngineError} from '../../source/engine/errors.js';
import {UserError} from '../../source/errors.js';

test('the sentence of what the user or the engine can mend; a bug is thrown on', () => {
	expect(messageOf(new UserError('Say yes.'))).toBe('Say yes.');
	expect(messageOf(new EngineError('conflict', 'It is in use.'))).toBe('It is in use.');
	expect(() => messageOf(new TypeError('bug'))).toThrow(TypeError);
});
