namespace Hotlink.Protocol.Tests.Wire;

/// <summary>An input that gives one piece per read, like a terminal, and tells when it is asked.</summary>
internal sealed class DrippingReader(IEnumerable<string> pieces, Action asked) : TextReader
{
    private readonly Queue<string> _pieces = new(pieces);

    public override int Read(Span<char> buffer)
    {
        asked();
        if (!_pieces.TryDequeue(out var piece))
        {
            return 0;
        }

        piece.CopyTo(buffer);
        return piece.Length;
    }
}
