namespace Hotlink.Protocol.Catalogue;

/// <summary>The fields of one structure, in the order of their declaration (and of their emission).</summary>
internal sealed class Schema(params Field[] fields)
{
    public int Count => fields.Length;

    /// <summary>One bit per field that no message may lack.</summary>
    public int RequiredBits { get; } = fields.Select((field, index) => field.Required ? 1 << index : 0).Sum();

    public Field this[int index] => fields[index];

    /// <summary>The index of a key, compared byte by byte; -1 where it is unknown.</summary>
    /// <param name="encoding">Which of the two keys is meant.</param>
    /// <param name="key">The key, without escapes.</param>
    /// <param name="guess">Where it is expected, which is right for every frame in declaration order.</param>
    public int Find(WireEncoding encoding, ReadOnlySpan<byte> key, int guess)
    {
        if ((uint)guess < (uint)fields.Length && key.SequenceEqual(fields[guess].Key(encoding)))
        {
            return guess;
        }

        for (var index = 0; index < fields.Length; index++)
        {
            if (key.SequenceEqual(fields[index].Key(encoding)))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The index of a JSON key under Go's case folding; -1 where it is unknown.</summary>
    /// <param name="key">The key, unescaped.</param>
    public int FindJsonFolded(ReadOnlySpan<char> key)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            if (EqualsFolded(key, fields[index].JsonName))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool EqualsFolded(ReadOnlySpan<char> key, string name)
    {
        if (key.Length != name.Length)
        {
            return false;
        }

        for (var at = 0; at < name.Length; at++)
        {
            if (Fold(key[at]) != Fold(name[at]))
            {
                return false;
            }
        }

        return true;
    }

    // The only two letters outside of ASCII whose simple case folding meets an ASCII letter.
    private static char Fold(char value) => value switch
    {
        '\u017f' => 's',
        '\u212a' => 'k',
        >= 'A' and <= 'Z' => (char)(value | 0x20),
        _ => value,
    };
}
