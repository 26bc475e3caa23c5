namespace Hotlink.Client.Timing;

/// <summary>Moments in order; moving one costs the logarithm of how many there are, and leaves nothing behind. Not thread-safe.</summary>
internal sealed class DeadlineHeap
{
    private IDeadlineTarget[] _items = new IDeadlineTarget[16];
    private int _count;

    /// <summary>The earliest moment, or null.</summary>
    public TimeSpan? First => _count > 0 ? _items[0].HeapDeadline : null;

    /// <summary>Sets or moves a target's moment; null takes it out.</summary>
    public void Set(IDeadlineTarget target, TimeSpan? deadline)
    {
        if (deadline is not { } due)
        {
            Remove(target);
            return;
        }

        target.HeapDeadline = due;
        if (target.HeapIndex < 0)
        {
            if (_count == _items.Length)
            {
                Array.Resize(ref _items, _count * 2);
            }

            Place(target, _count++);
        }

        SiftDown(SiftUp(target.HeapIndex));
    }

    /// <summary>Takes the next target whose moment has come.</summary>
    public bool TryTake(TimeSpan now, out IDeadlineTarget target)
    {
        target = _items[0];
        if (_count == 0 || target.HeapDeadline > now)
        {
            return false;
        }

        Remove(target);
        return true;
    }

    private void Remove(IDeadlineTarget target)
    {
        var index = target.HeapIndex;
        if (index < 0)
        {
            return;
        }

        target.HeapIndex = -1;
        var last = _items[--_count];
        _items[_count] = null!;
        if (last != target)
        {
            Place(last, index);
            SiftDown(SiftUp(index));
        }
    }

    private int SiftUp(int index)
    {
        var item = _items[index];
        while (index > 0 && item.HeapDeadline < _items[(index - 1) / 2].HeapDeadline)
        {
            Place(_items[(index - 1) / 2], index);
            index = (index - 1) / 2;
        }

        Place(item, index);
        return index;
    }

    private void SiftDown(int index)
    {
        var item = _items[index];
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= _count)
            {
                break;
            }

            if (child + 1 < _count && _items[child + 1].HeapDeadline < _items[child].HeapDeadline)
            {
                child++;
            }

            if (item.HeapDeadline <= _items[child].HeapDeadline)
            {
                break;
            }

            Place(_items[child], index);
            index = child;
        }

        Place(item, index);
    }

    private void Place(IDeadlineTarget item, int index) => (_items[index], item.HeapIndex) = (item, index);
}
