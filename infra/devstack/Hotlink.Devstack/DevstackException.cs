namespace Hotlink.Devstack;

/// <summary>Something that people can do something about; the message says what it is, in one or a few sentences.</summary>
internal sealed class DevstackException(string message, Exception? innerException = null) : Exception(message, innerException);
