using System.Text;

namespace Hotlink.Node.Wire;

/// <summary>
/// Reads lines and keeps no more of one than a bound. What was read is handed out before more is waited for, so that a peer that
/// waits for each answer gets it.
/// </summary>
internal sealed class BoundedLineReader(TextReader input, int maxLength, Action beforeWaiting)
{
    private readonly char[] _buffer = new char[16 * 1024];
    private readonly StringBuilder _line = new();
    private int _start;
    private int _end;

    /// <summary>Reads one line without its end. False at the end of the input.</summary>
    /// <param name="line">The line; null where it was longer than the bound.</param>
    public bool TryRead(out string? line)
    {
        _line.Clear();
        var length = 0L;
        var any = false;
        while (Fill())
        {
            any = true;
            var rest = _buffer.AsSpan(_start, _end - _start);
            var newline = rest.IndexOf('\n');
            var part = newline < 0 ? rest : rest[..newline];
            length += part.Length;
            _start += newline < 0 ? part.Length : part.Length + 1;
            if (length <= maxLength)
            {
                _line.Append(part);
            }

            if (newline >= 0)
            {
                break;
            }
        }

        line = length <= maxLength ? _line.ToString().TrimEnd('\r') : null;
        return any;
    }

    private bool Fill()
    {
        if (_start < _end)
        {
            return true;
        }

        beforeWaiting();
        _start = 0;
        _end = input.Read(_buffer);
        return _end > 0;
    }
}
