import { randomBytes } from 'node:crypto';

/** A figure that can appear in several videos. */
export interface Character {
	id: string;
	name: string;
	createdAtMs: number;
}

export class CharacterStore {
	private readonly byId = new Map<string, Character>();

	add(name: string, createdAtMs: number): Character {
		const character = { id: `char_${randomBytes(24).toString('hex')}`, name, createdAtMs };
		this.byId.set(character.id, character);
		return character;
	}

	find(id: string): Character | undefined {
		return this.byId.get(id);
	}

	clear(): void {
		this.byId.clear();
	}
}
