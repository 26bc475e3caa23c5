namespace Hotlink.Protocol.Catalogue;

/// <summary>Where a reader stands in one structure, list or map.</summary>
internal struct Scope
{
    /// <summary>True where the wire said nil or null.</summary>
    public bool IsNil;

    /// <summary>True when nothing is left.</summary>
    public bool Done;

    /// <summary>True where a structure came as an array of its fields.</summary>
    public bool Positional;

    /// <summary>True after the first entry (JSON needs a comma then).</summary>
    public bool Started;

    /// <summary>How many entries have been handed out.</summary>
    public int Index;

    /// <summary>How many entries are left, where the encoding says so.</summary>
    public int Remaining;
}
