namespace Hotlink.Protocol.Tests.Fuzzing;

/// <summary>Damages frames, from one seed always in the same way.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[] Telling =
    [
        0x00, 0x7f, 0x80, 0x81, 0x8f, 0x90, 0x91, 0xa0, 0xa3, 0xbf, 0xc0, 0xc1, 0xc2, 0xc4, 0xc6, 0xc7, 0xc9, 0xcb, 0xcf, 0xd3, 0xd6,
        0xd9, 0xdb, 0xdd, 0xdf, 0xff, .. "\"\\{}[,:0-n"u8,
    ];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public byte[] Bytes(int maxLength)
    {
        var bytes = new byte[_random.Next(maxLength)];
        _random.NextBytes(bytes);
        return bytes;
    }

    public byte[] Damage(byte[] frame)
    {
        var bytes = frame.ToList();
        for (var edits = _random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            Edit(bytes, _random.Next(bytes.Count));
        }

        return [.. bytes];
    }

    private void Edit(List<byte> bytes, int at)
    {
        switch (_random.Next(7))
        {
            case 0: bytes[at] = (byte)_random.Next(256); break;
            case 1: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 2: bytes[at] = Telling[_random.Next(Telling.Length)]; break;
            case 3: bytes.Insert(at, Telling[_random.Next(Telling.Length)]); break;
            case 4: bytes.RemoveAt(at); break;
            case 5: bytes.RemoveRange(at, _random.Next(bytes.Count - at + 1)); break;
            default: bytes.InsertRange(at, bytes.GetRange(at, _random.Next(Math.Min(16, bytes.Count - at) + 1))); break;
        }
    }
}
