namespace Cruddur.Dashboard.Protobuf;

/// <summary>How a protobuf field's value is written, with protobuf's numbers.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    LengthDelimited = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
