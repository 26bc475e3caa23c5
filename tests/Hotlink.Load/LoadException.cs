namespace Hotlink.Load;

/// <summary>A run can't be made or can't go on; the text says what to do about it. Ends the command with exit code 2.</summary>
internal sealed class LoadException(string message, Exception? inner = null) : Exception(message, inner);
