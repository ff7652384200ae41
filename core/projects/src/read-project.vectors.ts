// Small project exports in the shapes the tools write, with a plant of our own in them.
export const l5xSample = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<RSLogix5000Content SchemaRevision="1.0" SoftwareRevision="33.00" TargetName="Filler_Line2" TargetType="Controller" ContainsContext="false">
<Controller Use="Target" Name="Filler_Line2" ProcessorType="1756-L83E" MajorRev="33" MinorRev="11" ProjectSN="16#60a1_c2d3" CommPath="AB_ETHIP-1\\10.40.2.20\\Backplane\\0">
<Modules>
<Module Name="Local" CatalogNumber="1756-L83E" Vendor="1" ProductType="14" ProductCode="166" Major="33" Minor="11" ParentModule="Local" ParentModPortId="1" Inhibited="false" MajorFault="true">
<Ports><Port Id="1" Address="0" Type="ICP" Upstream="false"><Bus Size="7"/></Port><Port Id="2" Type="Ethernet" Upstream="false"><Bus/></Port></Ports>
</Module>
<Module Name="EN2T_Plant" CatalogNumber="1756-EN2T" Vendor="1" ProductType="12" ProductCode="166" Major="11" Minor="4" ParentModule="Local" ParentModPortId="1">
<Ports><Port Id="1" Address="1" Type="ICP" Upstream="true"/><Port Id="2" Address="10.40.2.20" Type="Ethernet" Upstream="false"><Bus/></Port></Ports>
</Module>
<Module Name="Din_02" CatalogNumber="1756-IB16" Vendor="1" ProductType="7" ProductCode="11" Major="3" Minor="6" ParentModule="Local" ParentModPortId="1">
<Ports><Port Id="1" Address="2" Type="ICP" Upstream="true"/></Ports>
</Module>
<Module Name="Rack_Infeed" CatalogNumber="1734-AENTR/C" Vendor="1" ProductType="12" ProductCode="196" Major="7" Minor="1" ParentModule="EN2T_Plant" ParentModPortId="2">
<Ports><Port Id="1" Address="0" Type="PointIO" Upstream="false"><Bus Size="3"/></Port><Port Id="2" Address="10.40.2.31" Type="Ethernet" Upstream="true"/></Ports>
</Module>
<Module CatalogNumber="1734-IB8/C" Vendor="1" ProductType="7" ProductCode="215" Major="3" Minor="1" ParentModule="Rack_Infeed" ParentModPortId="1">
<Ports><Port Id="1" Address="1" Type="PointIO" Upstream="true"/></Ports>
</Module>
<Module CatalogNumber="1734-OB8/C" Vendor="1" ProductType="7" ProductCode="218" Major="3" Minor="1" ParentModule="Rack_Infeed" ParentModPortId="1">
<Ports><Port Id="1" Address="2" Type="PointIO" Upstream="true"/></Ports>
</Module>
<Module Name="Drive_Pump" CatalogNumber="PowerFlex 525-EENET" Vendor="1" ProductType="150" ProductCode="9" Major="5" Minor="1" ParentModule="EN2T_Plant" ParentModPortId="2">
<Ports><Port Id="4" Address="10.40.2.41" Type="Ethernet" Upstream="true"/></Ports>
</Module>
<Module Name="Scale_3" CatalogNumber="ETHERNET-MODULE" Vendor="1" ProductType="0" ProductCode="18" Major="1" Minor="1" ParentModule="EN2T_Plant" ParentModPortId="2">
<Ports><Port Id="2" Address="scale3.line2.local" Type="Ethernet" Upstream="true"/></Ports>
</Module>
</Modules>
<Tags><Tag Name="Level" TagType="Base" DataType="REAL"/></Tags>
<Programs><Program Name="Main"/></Programs>
</Controller>
</RSLogix5000Content>`;

const attribute = (name: string, value: string) =>
  `<Attribute Name="${name}" AttributeDataType="xs:string"><Value>${value}</Value></Attribute>`;
const role = (name: string) => `<SupportedRoleClass RefRoleClassPath="AutomationProjectConfigurationRoleClassLib/${name}" />`;

export const amlSample = `<?xml version="1.0" encoding="utf-8"?>
<CAEXFile FileName="Pasteuriser.aml" SchemaVersion="2.15">
<AdditionalInformation><WriterHeader><WriterName>Totally Integrated Automation Portal</WriterName><WriterVersion>1800</WriterVersion></WriterHeader></AdditionalInformation>
<RoleClassLib Name="AutomationProjectConfigurationRoleClassLib"><RoleClass Name="Device"/></RoleClassLib>
<InstanceHierarchy Name="AutomationProject hierarchy">
<InternalElement ID="p" Name="Pasteuriser">
  <InternalElement ID="net" Name="PN_Line">${attribute('Type', 'Ethernet')}<ExternalInterface ID="ei1" Name="LogicalEndPoint_Subnet" RefBaseClassPath="CommunicationInterfaceClassLib/LogicalEndPoint" />${role('Subnet')}</InternalElement>
  <InternalElement ID="d1" Name="S7-1500 station_1">${attribute('TypeIdentifier', 'System:Device.S71500')}
    <InternalElement ID="r1" Name="Rail_0">${attribute('TypeIdentifier', 'System:Rack.S71500')}${attribute('PositionNumber', '0')}
      <InternalElement ID="c1" Name="PLC_Past1">${attribute('TypeName', 'CPU 1515-2 PN')}${attribute('DeviceItemType', 'CPU')}${attribute('PositionNumber', '1')}${attribute('TypeIdentifier', 'OrderNumber:6ES7 515-2AM02-0AB0')}${attribute('FirmwareVersion', 'V2.9')}
        <InternalElement ID="i1" Name="PROFINET interface_1">${attribute('Label', 'X1')}
          <InternalElement ID="n1" Name="E1">${attribute('Type', 'Ethernet')}${attribute('NetworkAddress', '10.40.3.10')}${attribute('SubnetMask', '255.255.255.0')}${attribute('ProfinetDeviceName', 'PLC-Past1')}${role('Node')}</InternalElement>
        ${role('CommunicationInterface')}</InternalElement>
      ${role('DeviceItem')}</InternalElement>
      <InternalElement ID="m1" Name="DI 16x24VDC BA_1">${attribute('TypeName', 'DI 16x24VDC BA')}${attribute('PositionNumber', '2')}${attribute('TypeIdentifier', 'OrderNumber:6ES7 521-1BH10-0AA0/V1.0')}${role('DeviceItem')}</InternalElement>
    ${role('DeviceItem')}</InternalElement>
  ${role('Device')}</InternalElement>
  <InternalElement ID="g" Name="Ungrouped devices">
    <InternalElement ID="d2" Name="Station_Valves">${attribute('TypeIdentifier', 'System:Device.ET200SP')}
      <InternalElement ID="r2" Name="Rack_0">${attribute('TypeIdentifier', 'System:Rack.ET200SP')}
        <InternalElement ID="h2" Name="IM_Valves">${attribute('TypeName', 'IM 155-6 PN ST')}${attribute('DeviceItemType', 'HeadModule')}${attribute('PositionNumber', '0')}${attribute('TypeIdentifier', 'OrderNumber:6ES7 155-6AU01-0BN0/V4.2')}
          <InternalElement ID="n2" Name="IE1">${attribute('NetworkAddress', '10.40.3.21')}${attribute('ProfinetDeviceName', 'im-valves')}${role('Node')}</InternalElement>
        ${role('DeviceItem')}</InternalElement>
      ${role('DeviceItem')}</InternalElement>
    ${role('Device')}</InternalElement>
  ${role('DeviceUserFolder')}</InternalElement>
  <InternalLink Name="Link To PN_Line" RefPartnerSideA="n1:LogicalEndPoint_Node" RefPartnerSideB="net:LogicalEndPoint_Subnet" />
${role('AutomationProject')}</InternalElement>
</InstanceHierarchy>
</CAEXFile>`;

export const plcopenSample = `<?xml version="1.0" encoding="utf-8"?>
<project xmlns="http://www.plcopen.org/xml/tc6_0200">
  <fileHeader companyName="Example Controls" productName="CODESYS" productVersion="CODESYS V3.5 SP19" creationDateTime="2026-05-04T09:00:00" />
  <contentHeader name="Packer.project" modificationDateTime="2026-06-01T10:00:00"><coordinateInfo/></contentHeader>
  <types><dataTypes /><pous><pou name="PLC_PRG" pouType="program"><body><ST><xhtml xmlns="http://www.w3.org/1999/xhtml">x := 1;</xhtml></ST></body></pou></pous></types>
  <instances><configurations>
    <configuration name="Packer">
      <resource name="Application"><task name="MainTask" interval="PT0.02S" priority="1" /></resource>
      <addData><data name="Device" handleUnknown="discard"><Device xmlns="">
        <DeviceIdentification><Type>4096</Type><Id>1006 0005</Id><Version>3.5.19.40</Version></DeviceIdentification>
        <Vendor>Example Controls</Vendor><OrderNumber>EC-750-8212</OrderNumber>
        <Parameter name="IPAddress"><value>'10.40.4.5'</value></Parameter>
      </Device></data></addData>
    </configuration>
  </configurations></instances>
</project>`;

export const iecSample = `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="www.iec.ch/public/TC65SC65BWG7TF10" schemaVersion="1.0">
  <FileHeader companyName="Example" productName="Studio" productVersion="4.2" />
  <ContentHeader name="Cell" creationDateTime="2026-05-04T09:00:00" />
  <Types><GlobalNamespace /></Types>
  <Instances><Configuration name="Cell"><Resource name="Main" resourceTypeName="EX-9000" /></Configuration></Instances>
</Project>`;
