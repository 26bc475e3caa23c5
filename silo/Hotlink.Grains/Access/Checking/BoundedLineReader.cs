using System.Text;

namespace Hotlink.Grains.Access.Checking;

/// <summary>Reads lines without ever holding more than one of the allowed length. Not thread-safe.</summary>
internal sealed class BoundedLineReader(TextReader input, int maxLength)
{
    private readonly char[] _buffer = new char[4096];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _count;
    private bool _isTooLong;

    /// <summary>The next line without its end; null at the end of the input.</summary>
    public async ValueTask<BoundedLine?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_at == _count)
            {
                (_at, _count) = (0, await input.ReadAsync(_buffer, cancellationToken));
            }

            if (_count == 0)
            {
                return _line.Length > 0 || _isTooLong ? Finish() : null;
            }

            if (TakeToLineEnd())
            {
                return Finish();
            }
        }
    }

    private bool TakeToLineEnd()
    {
        var rest = _buffer.AsSpan(_at, _count - _at);
        var end = rest.IndexOf('\n');
        var taken = end < 0 ? rest : rest[..end];
        _isTooLong |= _line.Length + taken.Length > maxLength;
        _line.Append(_isTooLong ? [] : taken);
        _at += taken.Length + (end < 0 ? 0 : 1);
        return end >= 0;
    }

    private BoundedLine Finish()
    {
        var line = new BoundedLine(_isTooLong ? "" : _line.ToString().TrimEnd('\r'), _isTooLong);
        _line.Clear();
        _isTooLong = false;
        return line;
    }
}
